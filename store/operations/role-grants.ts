/** What the mirror says of grants of roles, which write no line: their event counts, or that the role is held. */
import type { Act } from "../../domain/operations/outbox.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Executor } from "../shared/executor.ts";

type Grant = Extract<Act, { verb: "grantRole" }>;

/** The event of a grant in a transaction that carried its operation. */
export async function eventOfGrant(executor: Executor, operationId: string, { role, address }: Grant) {
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
    const { account, roles } = JSON.parse(args) as { account?: unknown; roles?: unknown };
    return account === address && (Number(roles) & roleSet(role)) !== 0;
  });
}

/** Whether the role is held now. */
export async function isHeld(executor: Executor, { role, address }: Grant): Promise<boolean> {
  const roles = await rolesOf(executor, address);
  return ((roles?.current ?? 0) & roleSet(role)) !== 0;
}

/** Whether the role was ever held, though it may have been revoked since. */
export async function wasEverHeld(executor: Executor, { role, address }: Grant): Promise<boolean> {
  const roles = await rolesOf(executor, address);
  return ((roles?.ever ?? 0) & roleSet(role)) !== 0;
}

const rolesOf = (executor: Executor, address: string) =>
  executor.selectFrom("account_roles").select(["current", "ever"]).where("address", "=", address).executeTakeFirst();
