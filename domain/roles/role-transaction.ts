import type { OfficerAct } from "../operations/act.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { officeOf, roleConstant } from "../shared/roles.ts";
import type { RoleApplication } from "./role-applications.ts";

/** What an officer's own wallet has to send, where no key here may do it. */
export interface RoleTransaction {
  readonly chainId: number;
  readonly to: Hex;
  readonly data: Hex;
  readonly act: Extract<OfficerAct, { verb: "grantRole" | "revokeRole" }>;
  /** The identifier of the role on chain. */
  readonly roleId: Hex;
  /** Who has to send it, and what it does. */
  readonly sentence: string;
}

/**
 * The transaction that an application waits for: for one that is pending, or is being revoked, where this installation
 * holds no key that may do it on chain. Null for any other.
 */
export async function roleTransactionFor(
  { officerCall, outbox, roleId, settings }: Pick<Services, "officerCall" | "outbox" | "roleId" | "settings">,
  { role, status, awaits, account }: RoleApplication,
): Promise<RoleTransaction | null> {
  if (status !== "pending" && awaits !== "revoke") return null;
  if (await outbox.mayChange(role)) return null;
  const act = { verb: awaits === "revoke" ? "revokeRole" : "grantRole", role, address: account.address } as const;
  const office = officeOf(role) === "admin" ? "the contract's default admin" : "a registrar of the contract";
  return {
    chainId: settings.chainId,
    to: settings.contract,
    data: officerCall(act),
    act,
    roleId: roleId(role),
    sentence: `${act.verb}(${roleConstant(role)}, ${account.address}), to be sent by ${office} from its own wallet`,
  };
}
