/** The operations that are not final yet, each with its place in the mirror. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { OperationState } from "../../domain/operations/outbox.ts";
import { isAdministration } from "../../proof/administration.ts";
import type { Executor } from "../shared/executor.ts";
import { type AdministrationOperation, isAsWanted, ownEvent } from "./administration-acts.ts";
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
    .orderBy("facts.line")
    .execute();
  return withRefusals(executor, firstOfEach(rows), async (row) => placeOf(row));
}

interface Row {
  readonly id: string;
  readonly state: string;
  readonly line_block: number | null;
  readonly line_transaction: string | null;
  readonly error: string | null;
  readonly actor: string | null;
  readonly nonce: number | null;
}

/** Operations with their places; of those that were refused for good also when that became true. */
async function withRefusals<R extends Row>(
  executor: Executor,
  rows: readonly R[],
  placeOfRow: (row: R) => Promise<Place | undefined>,
): Promise<UnsettledOperation[]> {
  const voided = rows.some(isRefused) ? await voidedNonces(executor) : new Map<string, number>();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      state: row.state as OperationState,
      lineBlock: row.line_block,
      lineTransaction: row.line_transaction,
      place: await placeOfRow(row),
      isRefused: isRefused(row),
      voidedAt: isRefused(row) ? voided.get(`${row.actor}/${row.nonce}`) : undefined,
    })),
  );
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
 * Acts of administration, officers' among them. One that finds things as it wants them, without an event of its own, counts
 * from `block` on, which the mirror has reached; but not while an earlier act about the same is to come, which may change it.
 */
export async function unsettledAdministration(executor: Executor, block: number): Promise<UnsettledOperation[]> {
  const rows = await executor
    .selectFrom("operations")
    .select(["id", "number", "state", "act", "actor", "batch_id", "nonce", "error", "line_block", "line_transaction"])
    .where("digest", "is", null)
    .where("state", "in", ["waiting", "sent", "mined"])
    .orderBy("number")
    .execute();
  const places = new Map<string, Place | undefined>();
  const awaited = new Set<string>();
  for (const row of rows) {
    const place = await placeOfAdministration(executor, row, row.line_block ?? block, awaited);
    places.set(row.id, place);
  }
  return withRefusals(executor, rows, async ({ id }) => places.get(id));
}

/** @param awaited The addresses that officers' acts before this one are about, which are not done yet. */
async function placeOfAdministration(
  executor: Executor,
  row: AdministrationOperation & { readonly act: string },
  since: number,
  awaited: Set<string>,
): Promise<Place | undefined> {
  const act = parseAct(row.act);
  const asFound = { block: since, transaction: null };
  if (isOfficerAct(act)) {
    const event = await eventOfOfficerAct(executor, row.id, act);
    if (event) return placeOf(event);
    if (!awaited.has(act.address) && (await isSetNow(executor, act))) return asFound;
    awaited.add(act.address);
    return undefined;
  }
  if (!isAdministration(act)) return undefined;
  const event = await ownEvent(executor, row, act);
  if (event) return placeOf(event);
  return (await isAsWanted(executor, row, act)) ? asFound : undefined;
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
