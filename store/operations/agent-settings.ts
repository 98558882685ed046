/** What the mirror says of agents that are appointed or dismissed, which is no line of a batch. */
import type { SetAgent } from "../../domain/operations/outbox.ts";
import type { Executor } from "../shared/executor.ts";

/** An operation as it is looked up here. */
export interface AgentOperation {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly actor: string | null;
  /** What it is about: the standing of the agent with the actor. */
  readonly batch_id: string | null;
}

/** The event in a transaction that carried the operation. */
export async function eventOfAgent(executor: Executor, { id, actor }: AgentOperation, act: SetAgent) {
  const events = await executor
    .selectFrom("transaction_operations")
    .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
    .innerJoin("facts", "facts.transaction_hash", "transactions.hash")
    .select(["facts.args", "facts.block_number", "facts.transaction_hash"])
    .where("transaction_operations.operation_id", "=", id)
    .where("facts.batch_id", "is", null)
    .where("facts.event", "=", "AgentSet")
    .execute();
  return events.find(({ args }) => isAbout(args, actor, act));
}

/**
 * Whether it is as the operation wants it without an event of its own, and nothing that was accepted before it will
 * change that: as it was already, or brought by somebody else; also if what came after has changed it since.
 */
export async function isAgentAsWanted(executor: Executor, operation: AgentOperation, act: SetAgent): Promise<boolean> {
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
  return (await isAgent(executor, operation, act)) === act.added;
}

/** Whether the mirror has a line that set it so, or it is so now. */
export async function wasAgentSet(executor: Executor, operation: AgentOperation, act: SetAgent): Promise<boolean> {
  if ((await isAgent(executor, operation, act)) === act.added) return true;
  const events = await executor
    .selectFrom("facts")
    .select("args")
    .where("batch_id", "is", null)
    .where("event", "=", "AgentSet")
    .execute();
  return events.some(({ args }) => isAbout(args, operation.actor, act));
}

async function isAgent(executor: Executor, { actor }: AgentOperation, { account }: SetAgent): Promise<boolean> {
  const row = await executor
    .selectFrom("agents")
    .select("account")
    .where("custodian", "=", actor)
    .where("account", "=", account)
    .where("heir", "=", 0)
    .executeTakeFirst();
  return row !== undefined;
}

function isAbout(args: string, actor: string | null, { account, added }: SetAgent): boolean {
  const event = JSON.parse(args) as { custodian?: unknown; account?: unknown; added?: unknown };
  return event.custodian === actor && event.account === account && event.added === added;
}
