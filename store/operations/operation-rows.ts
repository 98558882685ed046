/** How operations are read from their rows. */
import { sql } from "kysely";
import type { LoggedOperation } from "../../domain/operations/operation-log.ts";
import type { Act, OperationState, TypedData } from "../../domain/operations/outbox.ts";
import type { ErrorCode } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Executor } from "../shared/executor.ts";
import { firstOfEach, operationsWithOwnLines } from "./own-lines.ts";

/** Operations with their own lines (see `operationsWithOwnLines`), each operation's first line first. */
export function selectOperations(executor: Executor) {
  return operationsWithOwnLines(executor)
    .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
    .selectAll("operations")
    .select([
      "facts.batch_id as fact_batch",
      "facts.seq as fact_seq",
      "facts.actor as fact_actor",
      "facts.block_number as fact_block",
      "facts.transaction_hash as fact_transaction",
      "cursor.final_block",
    ])
    .orderBy("operations.number")
    .orderBy("facts.line");
}

/** A row of `selectOperations`. */
export type OperationRow = Awaited<ReturnType<ReturnType<typeof selectOperations>["executeTakeFirstOrThrow"]>>;

/** The operation in a row. The mirror counts at once, before the outbox has noted what it says. */
export function operationOf(row: OperationRow): LoggedOperation {
  const isFinal = row.fact_block !== null && row.fact_block <= (row.final_block ?? -1);
  return {
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    act: parseAct(row.act),
    state: stateOf(row, isFinal),
    noted: row.state as OperationState,
    typedData: row.typed_data === null ? null : (JSON.parse(row.typed_data) as TypedData),
    actor: row.actor as Hex | null,
    signature: row.signature as Hex | null,
    scope: row.nonce === null ? null : { nonce: row.nonce, deadline: row.signed_deadline ?? 0 },
    attempts: row.attempts,
    awaitedBlock: row.awaited_block,
    errorCode: row.error_code as ErrorCode | null,
    error: row.error,
    createdAt: new Date(row.created_at),
    acceptedAt: row.accepted_at === null ? null : new Date(row.accepted_at),
    updatedAt: new Date(row.updated_at),
    chain:
      row.fact_seq === null
        ? null
        : {
            batchId: row.fact_batch as Hex,
            seq: row.fact_seq,
            transactionHash: row.fact_transaction as Hex,
            blockNumber: row.fact_block as number,
            actor: row.fact_actor as Hex,
            digest: row.digest as Hex,
            status: isFinal ? "final" : "confirmed",
          },
  };
}

function stateOf(row: OperationRow, isFinal: boolean): OperationState {
  const noted = row.state as OperationState;
  if (row.fact_seq !== null) return isFinal ? "final" : "mined";
  // Its line is gone again. A grant of a role has none.
  return (noted === "mined" || noted === "final") && row.digest !== null ? "sent" : noted;
}

/** The operations in rows, each once. */
export function operationsOf(rows: readonly OperationRow[]): LoggedOperation[] {
  return firstOfEach(rows).map(operationOf);
}

/** An act as JSON; quantities, which are 64 bits wide, as decimal text. */
export function stringifyAct(act: Act): string {
  return JSON.stringify(act, (_, value) => (typeof value === "bigint" ? value.toString() : value));
}

/** The act in a row. */
export function parseAct(text: string): Act {
  return JSON.parse(text, (key, value) => (key === "quantity" && typeof value === "string" ? BigInt(value) : value));
}

/** An act that comes to nothing, in SQL: without its giver's consent, unless that was in a transaction, where others saw it. */
export const withoutConsent = sql<string>`case when act like '{"verb":"takeMany",%'
  and not exists (select 1 from transaction_operations where operation_id = operations.id)
  then json_set(act, '$.consent.signature', '0x') else act end`;
