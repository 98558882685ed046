/** What the mirror says of officers' acts, which are known by no digest: their event counts, or that it is so already. */
import type { OfficerAct } from "../../domain/operations/act.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Executor } from "../shared/executor.ts";

/** What an account has, by its event or by the mirror's table. */
interface Standing {
  readonly roles: number;
  readonly validUntil: number;
}

/** Whether a standing is what an act sets. */
function isSet({ roles, validUntil }: Standing, act: OfficerAct): boolean {
  if (act.verb === "setTerm") return validUntil === act.validUntil;
  return ((roles & roleSet(act.role)) !== 0) === (act.verb === "grantRole");
}

/** The event of an officer's act in a transaction that carried its operation. */
export async function eventOfOfficerAct(executor: Executor, operationId: string, act: OfficerAct) {
  const events = await executor
    .selectFrom("transaction_operations")
    .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
    .innerJoin("facts", "facts.transaction_hash", "transactions.hash")
    .select(["facts.args", "facts.block_number", "facts.transaction_hash"])
    .where("transaction_operations.operation_id", "=", operationId)
    .where("facts.batch_id", "is", null)
    .where("facts.event", "=", "RolesSet")
    .execute();
  return events.find(({ args }) => {
    const { account, roles, validUntil } = JSON.parse(args) as Record<string, unknown>;
    return account === act.address && isSet({ roles: Number(roles), validUntil: Number(validUntil) }, act);
  });
}

/** Whether what an act sets is so now. */
export async function isSetNow(executor: Executor, act: OfficerAct): Promise<boolean> {
  const row = await standingOf(executor, act.address);
  return isSet({ roles: row?.current ?? 0, validUntil: row?.valid_until ?? 0 }, act);
}

/** Whether the role was ever held, though it may have been revoked since. */
export async function wasEverHeld(executor: Executor, { role, address }: OfficerAct): Promise<boolean> {
  return (((await standingOf(executor, address))?.ever ?? 0) & roleSet(role)) !== 0;
}

const standingOf = (executor: Executor, address: string) =>
  executor
    .selectFrom("account_roles")
    .select(["current", "ever", "valid_until"])
    .where("address", "=", address)
    .executeTakeFirst();
