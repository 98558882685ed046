/**
 * In which capacity an account would write a kind on a batch: the contract's own rule (`standingFor` in
 * contracts/libraries/Ledger.sol), so that what it would refuse is refused before anything is sent to it.
 */
import type { Capacity } from "../records/capacity.ts";
import { ALL_ROLES, HOLDER, type RoleSet, roleSet } from "../shared/roles.ts";

/** Who writes on every batch, whoever holds it. */
const OVERSEERS = roleSet("inspector", "regulator");
const REGULATOR = roleSet("regulator");

/** Who may amend a line of its own: whoever may write anything on the batch, an authority as for its own kinds. */
export function rolesToAmend(held: RoleSet): RoleSet {
  return (held & OVERSEERS) === 0 ? ALL_ROLES | HOLDER : OVERSEERS;
}

/** What an account is to a batch. */
export interface Relation {
  /** Whether it is the custodian, or acts for it: as its agent, or as who its account was moved to. */
  readonly isHolder: boolean;
  /** Whether the custodian admitted it, to this batch or to all that it holds. */
  readonly isParty: boolean;
}

/**
 * The first capacity that applies; null if the account may not write the kind there at all.
 *
 * @param held The business roles that the account holds now.
 * @param needed The roles that may write the kind; 0 for one that nobody may write.
 * @param isOpen Whether everybody with a role for the kind may write on the batch.
 */
export function capacityFor(
  held: RoleSet,
  needed: RoleSet,
  isOpen: boolean,
  { isHolder, isParty }: Relation,
): Capacity | null {
  if (needed === 0) return null;
  const hasRole = (held & needed) !== 0;
  const isForOverseers = (needed & ~OVERSEERS) === 0;
  if ((held & REGULATOR) !== 0 || (isForOverseers && hasRole)) return "authority";
  if (hasRole && isOpen) return "role";
  if (isForOverseers) return null;
  if (isHolder) return "holder";
  return hasRole && isParty ? "party" : null;
}
