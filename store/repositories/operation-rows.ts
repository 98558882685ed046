/** How operations and transactions are read from their rows. */
import type { Kysely, Transaction } from "kysely";
import type { ErrorCode } from "../../domain/errors.ts";
import type { Hex } from "../../domain/model.ts";
import type { LoggedOperation, LoggedTransaction } from "../../domain/ports/operation-log.ts";
import type { Act, OperationState, TypedData } from "../../domain/ports/outbox.ts";
import type { Tables } from "../tables.ts";

/** A connection, or a transaction on it. */
export type Executor = Kysely<Tables> | Transaction<Tables>;

/** Operations with the block of their transaction, and with the line that the mirror has of them. */
export function selectOperations(executor: Executor) {
  return executor
    .selectFrom("operations")
    .leftJoin("transactions", "transactions.id", "operations.transaction_id")
    .leftJoin("facts", (join) =>
      join
        .onRef("facts.digest", "=", "operations.digest")
        .onRef("facts.batch_id", "=", "operations.batch_id")
        .onRef("facts.transaction_hash", "=", "transactions.hash"),
    )
    .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
    .selectAll("operations")
    .select([
      "transactions.block_number as transaction_block",
      "facts.seq as fact_seq",
      "facts.actor as fact_actor",
      "facts.block_number as fact_block",
      "facts.transaction_hash as fact_transaction",
      "cursor.final_block",
    ]);
}

/** A row of `selectOperations`. */
export type OperationRow = Awaited<ReturnType<ReturnType<typeof selectOperations>["executeTakeFirstOrThrow"]>>;

/** The operation in a row. */
export function operationOf(row: OperationRow): LoggedOperation {
  return {
    id: row.id,
    accountId: row.account_id,
    act: parseAct(row.act),
    state: row.state as OperationState,
    typedData: row.typed_data === null ? null : (JSON.parse(row.typed_data) as TypedData),
    actor: row.actor as Hex | null,
    signature: row.signature as Hex | null,
    attempts: row.attempts,
    blockNumber: row.transaction_block,
    errorCode: row.error_code as ErrorCode | null,
    error: row.error,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    chain:
      row.fact_seq === null
        ? null
        : {
            batchId: row.batch_id as Hex,
            seq: row.fact_seq,
            transactionHash: row.fact_transaction as Hex,
            blockNumber: row.fact_block as number,
            actor: row.fact_actor as Hex,
            digest: row.digest as Hex,
            status: (row.fact_block as number) <= (row.final_block ?? -1) ? "final" : "confirmed",
          },
  };
}

/** The transaction in a row. */
export function transactionOf(row: {
  id: number;
  signer: string;
  nonce: number;
  hash: string;
  raw: string;
  state: string;
  block_number: number | null;
  block_hash: string | null;
  created_at: number;
}): LoggedTransaction {
  return {
    id: row.id,
    signer: row.signer as Hex,
    nonce: row.nonce,
    hash: row.hash as Hex,
    raw: row.raw,
    state: row.state as LoggedTransaction["state"],
    blockNumber: row.block_number,
    blockHash: row.block_hash as Hex | null,
    createdAt: new Date(row.created_at),
  };
}

/** An act as JSON; quantities, which are 64 bits wide, as decimal text. */
export function stringifyAct(act: Act): string {
  return JSON.stringify(act, (_, value) => (typeof value === "bigint" ? value.toString() : value));
}

function parseAct(text: string): Act {
  const act = JSON.parse(text) as Act;
  return act.verb === "create" ? { ...act, quantity: BigInt(act.quantity) } : act;
}
