import type { Generated } from "kysely";

/** The outbox: one row per accepted write. */
export interface OperationsTable {
  /** In the order of acceptance. */
  number: Generated<number>;
  id: string;
  account_id: number | null;
  idempotency_key: string | null;
  request_hash: string | null;
  /** JSON of the act. */
  act: string;
  /** What it is about (chain/outbox/subjects.ts): a batch, or one account's standing with another. */
  batch_id: string | null;
  digest: string | null;
  /** JSON of what the actor's own wallet has to sign; null where this server signs. */
  typed_data: string | null;
  /** The address whose act it is. */
  actor: string | null;
  signature: string | null;
  state: string;
  attempts: number;
  /** When to retry, in milliseconds. */
  not_before: number;
  /** What was last signed for it: the actor's nonce, and the deadline. */
  nonce: number | null;
  signed_deadline: number | null;
  /** The block that has to be final before it is decided whether it can still land. */
  awaited_block: number | null;
  /** Where its own line, or event, is in the mirror. */
  line_block: number | null;
  line_transaction: string | null;
  /** When it was accepted; null while it is unsigned. */
  accepted_at: number | null;
  error_code: string | null;
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** What an operation is about beside `operations.batch_id`, where it is about several batches. */
export interface OperationSubjectsTable {
  operation_id: string;
  subject: string;
}

/** The outbox: every transaction it ever signed, written down before it is sent. */
export interface TransactionsTable {
  id: Generated<number>;
  signer: string;
  nonce: number;
  hash: string;
  raw: string;
  /** `open` while it may land; `closed` when a final block has used its nonce. */
  state: string;
  /** The final block as of which its nonce was used. */
  closed_block: number | null;
  created_at: number;
}

/** Which operations a transaction carries. */
export interface TransactionOperationsTable {
  transaction_id: number;
  operation_id: string;
}

/** What requests with an idempotency key created, other than operations. */
export interface RequestsTable {
  account_id: number;
  idempotency_key: string;
  request_hash: string;
  /** The id of what was created. */
  made: string;
  created_at: number;
}
