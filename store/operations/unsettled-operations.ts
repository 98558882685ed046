/** The operations that are not final yet, each with its place in the mirror. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { OperationState } from "../../domain/operations/outbox.ts";
import type { Executor } from "../shared/executor.ts";
import { parseAct } from "./operation-rows.ts";
import { firstOfEach, operationsWithOwnLines } from "./own-lines.ts";
import { eventOfOfficerAct, isSetNow } from "./role-grants.ts";

/** The position of an operation's own line, or event. */
interface Place {
  readonly block: number;
  /** Null where the operation's end is reached without an event of its own: a role that was held already. */
  readonly transaction: string | null;
}

/** An operation whose place is not known to be final. */
export interface UnsettledOperation {
  readonly id: string;
  /** What was noted of it last. */
  readonly state: OperationState;
  readonly lineBlock: number | null;
  readonly lineTransaction: string | null;
  /** Where the mirror has it now; undefined if nowhere. */
  readonly place: Place | undefined;
  /** Whether it was refused for good, and its nonce is to be voided. */
  readonly isRefused: boolean;
  /** The block in which that was done; undefined where it was not. */
  readonly voidedAt?: number | undefined;
}

/** Those whose end is a line, and of failed ones those that may still land. */
export async function unsettledLines(executor: Executor): Promise<UnsettledOperation[]> {
  const rows = await operationsWithOwnLines(executor)
    .select([
      "operations.id",
      "operations.state",
      "operations.line_block",
      "operations.line_transaction",
      "operations.error",
      "operations.actor",
      "operations.nonce",
      "facts.block_number",
      "facts.transaction_hash",
    ])
    .where("operations.digest", "is not", null)
    .where((expression) =>
      expression.or([
        expression("operations.state", "in", ["waiting", "sent", "mined"]),
        expression.and([
          expression("operations.state", "=", "failed"),
          expression("operations.id", "in", heldByOpenTransactions(executor)),
        ]),
      ]),
    )
    .orderBy("operations.number")
    .orderBy("facts.seq")
    .execute();
  const first = firstOfEach(rows);
  const voided = first.some(isRefused) ? await voidedNonces(executor) : new Map<string, number>();
  return first.map((row) => ({
    ...unsettled(row, placeOf(row)),
    isRefused: isRefused(row),
    voidedAt: isRefused(row) ? voided.get(`${row.actor}/${row.nonce}`) : undefined,
  }));
}

const isRefused = ({ state, error }: { state: string; error: string | null }) => state !== "failed" && error !== null;

/** In which block each nonce was voided, by `actor/nonce`. */
async function voidedNonces(executor: Executor): Promise<ReadonlyMap<string, number>> {
  const rows = await executor
    .selectFrom("facts")
    .select(["args", "block_number"])
    .where("batch_id", "is", null)
    .where("event", "=", "NonceVoided")
    .execute();
  return new Map(
    rows.map(({ args, block_number }) => {
      const { actor, nonce } = JSON.parse(args) as { actor: string; nonce: number };
      return [`${actor}/${nonce}`, block_number];
    }),
  );
}

/**
 * Officers' acts. What is so without an event of their own counts from `block` on, which the mirror has reached; but not
 * while an earlier act on the same account is to come, which may change it.
 */
export async function unsettledOfficerActs(executor: Executor, block: number): Promise<UnsettledOperation[]> {
  const rows = await executor
    .selectFrom("operations")
    .select(["id", "state", "act", "line_block", "line_transaction"])
    .where("digest", "is", null)
    .where("state", "in", ["waiting", "sent", "mined"])
    .orderBy("number")
    .execute();
  const operations: UnsettledOperation[] = [];
  const awaited = new Set<string>();
  for (const row of rows) {
    const act = parseAct(row.act);
    if (!isOfficerAct(act)) continue;
    const event = await eventOfOfficerAct(executor, row.id, act);
    const isSo = !event && !awaited.has(act.address) && (await isSetNow(executor, act));
    const place = event ? placeOf(event) : isSo ? { block: row.line_block ?? block, transaction: null } : undefined;
    if (!place) awaited.add(act.address);
    operations.push(unsettled(row, place));
  }
  return operations;
}

const heldByOpenTransactions = (executor: Executor) =>
  executor
    .selectFrom("transaction_operations")
    .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
    .select("transaction_operations.operation_id")
    .where("transactions.state", "=", "open");

function placeOf(fact: { block_number: number | null; transaction_hash: string | null }): Place | undefined {
  return fact.block_number === null ? undefined : { block: fact.block_number, transaction: fact.transaction_hash };
}

function unsettled(
  row: { id: string; state: string; line_block: number | null; line_transaction: string | null },
  place: Place | undefined,
): UnsettledOperation {
  return {
    id: row.id,
    state: row.state as OperationState,
    lineBlock: row.line_block,
    lineTransaction: row.line_transaction,
    place,
    isRefused: false,
  };
}
