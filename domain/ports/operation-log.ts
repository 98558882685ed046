import type { ErrorCode } from "../errors.ts";
import type { Hex } from "../model.ts";
import type { Act, Idempotency, Operation, TypedData } from "./outbox.ts";

/** A transaction as it was signed and written down, before it was ever sent. */
export interface SignedTransaction {
  readonly signer: Hex;
  readonly nonce: number;
  readonly hash: Hex;
  readonly raw: string;
}

/** A transaction in the log. */
export interface LoggedTransaction extends SignedTransaction {
  readonly id: number;
  readonly state: "signed" | "mined" | "final" | "replaced";
  readonly blockNumber: number | null;
  readonly blockHash: Hex | null;
  readonly createdAt: Date;
}

/** An operation with what the outbox needs beside it. */
export interface LoggedOperation extends Operation {
  /** The address whose act it is; null for one of the system's own. */
  readonly actor: Hex | null;
  /** The actor's own over `typedData`; null where this server signs. */
  readonly signature: Hex | null;
  readonly attempts: number;
  readonly errorCode: ErrorCode | null;
  /** The block of its transaction; null until that is mined. */
  readonly blockNumber: number | null;
}

/** What an operation is about. */
export interface OperationSubject {
  readonly batchId: Hex | null;
  readonly digest: Hex | null;
  /** The address whose act it is; null for one of the system's own. */
  readonly actor: Hex | null;
  /** What the actor's own wallet has to sign; null where this server signs. */
  readonly typedData: TypedData | null;
}

/**
 * The outbox's durable memory. Each method is one transaction: it happens whole or not at all, whatever is killed.
 */
export interface OperationLog {
  /** Add an operation. An operation of the same account and key is given back instead, with `existing` true. */
  add(
    id: string,
    accountId: number | null,
    act: Act,
    subject: OperationSubject,
    idempotency: Idempotency | undefined,
  ): Promise<{ operation: LoggedOperation; requestHash: Hex | null; existing: boolean }>;
  byId(id: string): Promise<LoggedOperation | undefined>;
  /** Give an unsigned operation other typed data. */
  retype(id: string, typedData: TypedData): Promise<void>;
  /** Keep an unsigned operation's signature; it waits from now on. False if it is not unsigned any more. */
  signed(id: string, signature: Hex): Promise<boolean>;
  byKey(accountId: number, key: string): Promise<{ operation: LoggedOperation; requestHash: Hex | null } | undefined>;
  /** Operations to be sent next, in the order of acceptance. */
  waiting(limit: number): Promise<LoggedOperation[]>;
  /** Write down a signed transaction and the operations in it. */
  sign(transaction: SignedTransaction, operationIds: readonly string[]): Promise<LoggedTransaction>;
  /** Write down a transaction that takes the place of another that was not mined: same nonce, same operations. */
  replace(replaced: LoggedTransaction, transaction: SignedTransaction): Promise<LoggedTransaction>;
  /** Transactions that were signed and are not known to be mined, by nonce. */
  unmined(signer: Hex): Promise<LoggedTransaction[]>;
  /** Transactions that are mined but not final, by nonce. */
  unfinal(signer: Hex): Promise<LoggedTransaction[]>;
  /** All transactions of a nonce, replaced ones too. */
  ofNonce(signer: Hex, nonce: number): Promise<LoggedTransaction[]>;
  /** The highest nonce that was ever mined or final; undefined if none was. */
  highestMinedNonce(signer: Hex): Promise<number | undefined>;
  /** The transaction is in this block; its operations are too. */
  mined(transaction: LoggedTransaction, block: { number: number; hash: Hex }): Promise<void>;
  /** Mined transactions up to this block are final, and so are their operations. */
  finalise(signer: Hex, blockNumber: number): Promise<void>;
  /** The chain lost mined transactions from this nonce on: they, and their operations, are as if just sent. */
  unmine(signer: Hex, fromNonce: number): Promise<void>;
  /** The transaction will never do its work: its operations wait again, one attempt more. */
  release(transaction: LoggedTransaction): Promise<void>;
  /**
   * The line that an operation's digest stands on, as the mirror has it: somebody else may have brought its signature
   * to the chain first. Undefined if there is none.
   */
  lineOf(operationId: string): Promise<{ transactionHash: Hex; blockNumber: number; blockHash: Hex } | undefined>;
  /** The operation is done by a transaction that is not ours, and final. */
  adopt(operationId: string, line: { transactionHash: Hex; blockNumber: number; blockHash: Hex }): Promise<void>;
  /** Try an operation again, but not before `notBefore`. */
  postpone(operationId: string, notBefore: Date): Promise<void>;
  /** The operation failed for good. */
  fail(operationId: string, code: ErrorCode, message: string): Promise<void>;
}
