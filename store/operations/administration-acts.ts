/** What the mirror says of acts of administration, which write no line of a batch: their events, and what is so now. */
import type { AdministrationAct } from "../../domain/operations/outbox.ts";
import { NOTHING } from "../../domain/profiles/profiles-of.ts";
import { eventOfAct, isOfAct } from "../../proof/administration.ts";
import { batchId } from "../../proof/hash.ts";
import type { Executor } from "../shared/executor.ts";

/** An operation as it is looked up here. */
export interface AdministrationOperation {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly actor: string | null;
  /** What it is about (chain/outbox/subjects.ts). */
  readonly batch_id: string | null;
}

/** The event in a transaction that carried the operation. */
export async function ownEvent(executor: Executor, { id, actor }: AdministrationOperation, act: AdministrationAct) {
  const { event, values } = eventOfAct(act, actor);
  const events = await executor
    .selectFrom("transaction_operations")
    .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
    .innerJoin("facts", "facts.transaction_hash", "transactions.hash")
    .select(["facts.args", "facts.block_number", "facts.transaction_hash"])
    .where("transaction_operations.operation_id", "=", id)
    .where("facts.batch_id", "is", null)
    .where("facts.event", "=", event)
    .execute();
  return events.find(({ args }) => isOfAct(JSON.parse(args) as Record<string, unknown>, values));
}

/**
 * Whether it is as the operation wants it without an event of its own, and nothing that was accepted before it will
 * change that: as it was already, or brought by somebody else; also if what came after has changed it since.
 */
export async function isAsWanted(
  executor: Executor,
  operation: AdministrationOperation,
  act: AdministrationAct,
): Promise<boolean> {
  const others = await executor
    .selectFrom("operations")
    .select(["number", "state"])
    .where("batch_id", "=", operation.batch_id)
    .where("id", "!=", operation.id)
    .execute();
  const isNext = others.every(({ number, state }) => number > operation.number || !/^(?:waiting|sent)$/.test(state));
  if (!isNext) return false;
  const isOver = operation.state === "mined";
  if (isOver && others.some(({ number, state }) => number > operation.number && /^(?:mined|final)$/.test(state))) {
    return true;
  }
  return isSoNow(executor, operation, act);
}

/** Whether the mirror has an event that made it so, or it is so now. */
export async function wasDone(
  executor: Executor,
  operation: AdministrationOperation,
  act: AdministrationAct,
): Promise<boolean> {
  if (await isSoNow(executor, operation, act)) return true;
  const { event, values } = eventOfAct(act, operation.actor);
  const events = await executor
    .selectFrom("facts")
    .select("args")
    .where("batch_id", "is", null)
    .where("event", "=", event)
    .execute();
  return events.some(({ args }) => isOfAct(JSON.parse(args) as Record<string, unknown>, values));
}

async function isSoNow(
  executor: Executor,
  { actor }: AdministrationOperation,
  act: AdministrationAct,
): Promise<boolean> {
  switch (act.verb) {
    case "describeAccount": {
      const row = await executor
        .selectFrom("profiles")
        .select("digest")
        .where("account", "=", act.account)
        .where("author", "=", actor)
        .orderBy("line", "desc")
        .limit(1)
        .executeTakeFirst();
      return (row?.digest ?? NOTHING) === act.digest;
    }
    case "setAgent": {
      const row = await executor
        .selectFrom("agents")
        .select("account")
        .where("custodian", "=", actor)
        .where("account", "=", act.account)
        .where("heir", "=", 0)
        .executeTakeFirst();
      return (row !== undefined) === act.added;
    }
    case "setParty": {
      const row = await executor
        .selectFrom("parties")
        .select("account")
        .where("custodian", "=", act.custodian)
        .where("batch_id", "=", act.code === undefined ? "" : batchId(act.code))
        .where("account", "=", act.account)
        .executeTakeFirst();
      return (row !== undefined) === act.admitted;
    }
  }
}
