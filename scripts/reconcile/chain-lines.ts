/** The lines on chain, read from the chain alone. */

import { type AdministrationAct, isOfficerAct, type OfficerAct } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Fact } from "../../indexer/fact.ts";
import { eventOfAct, isOfAct } from "../../proof/administration.ts";
import type { EventArguments } from "../../proof/codec.ts";
import { CommandError } from "../deploy/command-error.ts";

/** The events that acts of administration leave. */
const ADMINISTRATION: ReadonlySet<string> = new Set(["AccountDescribed", "AgentSet", "PartySet"]);

/** The contract's lines, indexed by what identifies an operation. */
export interface ChainLines {
  /** How many lines there are. */
  readonly count: number;
  /** Numbers (`line`) of the lines with this digest on this batch, by this actor if one is given. */
  linesOf(batchId: Hex, digest: Hex, actor: Hex | null): readonly number[];
  /**
   * Whether an actor ever set what an act of administration sets, where what was never set is as if it had been taken back;
   * of an officer's act whether the address was ever granted the role, lost it, or had this term set.
   */
  wasDone(actor: Hex | null, act: AdministrationAct | OfficerAct): boolean;
}

/** What an account has, and what it ever got and lost. */
interface Standing {
  readonly roles: number;
  readonly granted: number;
  readonly revoked: number;
  readonly terms: Set<number>;
}

/** Collect facts in the chain's order. Throws a CommandError if a line is missing: it may be the one searched for. */
export function collectLines(): { add(facts: readonly Fact[]): void; lines: ChainLines } {
  const byDigest = new Map<string, { line: number; actor: Hex }[]>();
  const standings = new Map<string, Standing>();
  const administration: { readonly event: string; readonly args: EventArguments }[] = [];
  let count = 0;

  function add(facts: readonly Fact[]): void {
    for (const { event, args, number, line } of facts) {
      if (number !== count + 1) {
        throw new CommandError(`The node keeps lines back: after ${count} comes ${number}. Try again, or another node`);
      }
      count = number;
      if (event === "RolesSet") {
        const account = String(args.account);
        const roles = Number(args.roles);
        const before = standings.get(account) ?? { roles: 0, granted: 0, revoked: 0, terms: new Set<number>() };
        standings.set(account, {
          roles,
          granted: before.granted | roles,
          revoked: before.revoked | (before.roles & ~roles),
          terms: before.terms.add(Number(args.validUntil)),
        });
      }
      if (ADMINISTRATION.has(event)) administration.push({ event, args });
      if (!line) continue;
      const key = `${line.batchId} ${line.digest}`;
      byDigest.set(key, [...(byDigest.get(key) ?? []), { line: number, actor: line.actor }]);
    }
  }

  return {
    add,
    lines: {
      get count() {
        return count;
      },
      linesOf: (batchId, digest, actor) =>
        (byDigest.get(`${batchId} ${digest}`) ?? [])
          .filter((line) => actor === null || line.actor === actor)
          .map(({ line }) => line),
      wasDone(actor, act) {
        if (isOfficerAct(act)) return wasSet(standings.get(act.address), act);
        const { event, values } = eventOfAct(act, actor);
        if (administration.some((one) => one.event === event && isOfAct(one.args, values))) return true;
        // A profile is taken back only by who gave one.
        if (act.verb === "describeAccount") return false;
        const isTakenBack = act.verb === "setAgent" ? !act.added : !act.admitted;
        const opposite = act.verb === "setAgent" ? { added: true } : { admitted: true };
        return (
          isTakenBack &&
          !administration.some((one) => one.event === event && isOfAct(one.args, { ...values, ...opposite }))
        );
      },
    },
  };
}

/** Whether an officer's act was ever done to an account. */
function wasSet(standing: Standing | undefined, act: OfficerAct): boolean {
  if (act.verb === "setTerm") return standing?.terms.has(act.validUntil) ?? false;
  const set = act.verb === "grantRole" ? standing?.granted : standing?.revoked;
  return ((set ?? 0) & roleSet(act.role)) !== 0;
}
