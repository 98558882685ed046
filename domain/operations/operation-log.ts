import type { ErrorCode } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import type { Act, Idempotency, Operation, OperationState, TypedData } from "./outbox.ts";

/** A transaction as it was signed and written down, before it was ever sent. */
export interface SignedTransaction {
  readonly signer: Hex;
  readonly nonce: number;
  readonly hash: Hex;
  readonly raw: string;
}

/** A transaction that may still land: no final block is known to have used its nonce. */
export interface OpenTransaction {
  readonly id: number;
  readonly nonce: number;
  readonly createdAt: Date;
  /** How many were signed of this nonce; this is the newest. */
  readonly attempt: number;
  /** The operations in it that have no line yet, and that no later transaction took up. */
  readonly pending: readonly string[];
}

/** What a signature is good for. */
export interface SignedScope {
  /** The actor's nonce, which one act uses up. */
  readonly nonce: number;
  /** Last second at which it is good, by the chain's clock. */
  readonly deadline: number;
}

/** What one address sends: an officer its own acts; the relayer all else, besides what these officers send. */
export type Lane = { readonly officer: Hex } | { readonly besides: readonly Hex[] };

/** An operation with what the outbox needs beside it. */
export interface LoggedOperation extends Operation {
  /** In the order of acceptance. */
  readonly number: number;
  /** The address whose act it is; null for one of the system's own. */
  readonly actor: Hex | null;
  /** The actor's own over `typedData`; null where this server signs. */
  readonly signature: Hex | null;
  /** What was last signed for it, here or by its own wallet; null before. */
  readonly scope: SignedScope | null;
  /** The state that the outbox noted last: one noted as `final` it no longer looks after. */
  readonly noted: OperationState;
  /** How often in a row it could not be sent. */
  readonly attempts: number;
  /** The block that has to be final before it is known whether the operation can still land; null if none is. */
  readonly awaitedBlock: number | null;
  readonly errorCode: ErrorCode | null;
}

/** What an operation is about. */
export interface OperationSubject {
  readonly batchId: Hex | null;
  /** What else it is about, where it is about several batches. */
  readonly others: readonly Hex[];
  readonly digest: Hex | null;
  /** The address whose act it is; null for one of the system's own. */
  readonly actor: Hex | null;
  /** What the actor's own wallet has to sign; null where this server signs. */
  readonly typedData: TypedData | null;
}

/** How far the mirror has come. */
export interface MirrorPosition {
  readonly block: number;
  readonly blockHash: Hex;
  /** The latest block that is final. */
  readonly finalBlock: number;
  /** Whether it ever stood at the head of the chain: one that is being made anew knows of few lines. */
  readonly isComplete: boolean;
}

/** The writing side, which takes operations on. */
export interface OperationIntake {
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
  /** Drop an unsigned operation. False if it is not unsigned any more. */
  withdraw(id: string, reason: string): Promise<boolean>;
  /** Whether an accepted creation of a batch whose id begins so has no line; with `proposed` also one that is not signed. */
  isCreationUnderWay(batchId: Hex, including?: { readonly proposed: boolean }): Promise<boolean>;
  byKey(accountId: number, key: string): Promise<{ operation: LoggedOperation; requestHash: Hex | null } | undefined>;
}

/** What the mirror says of operations: the only proof that one is done. */
export interface OperationProof {
  mirror(): Promise<MirrorPosition | undefined>;
  /**
   * Bring the states of operations in line with the mirror: `mined` with their own line (or event) in it, `final` where
   * that stands in a final block, and back again where a reorganisation took it.
   */
  settle(): Promise<void>;
  /**
   * Hold some of the operations that count as final against the mirror, the next ones at each call. Those that have no
   * line there after all are looked after again: gives their ids.
   */
  audit(limit: number): Promise<readonly string[]>;
  /** Look after operations again that counted as done, or as failed: the mirror decides anew. */
  lookAgain(ids: readonly string[]): Promise<void>;
}

/** An accepted act that has no line yet. */
export type UndoneOperation = Pick<LoggedOperation, "id" | "number" | "act" | "actor" | "attempts" | "signature">;

/** The sending side. */
export interface OperationQueue {
  /**
   * Operations to be sent next, in the order of acceptance. Where there are more than so many, those that have been due
   * the longest: what is put off again and again keeps nothing else from its turn. Of all lanes if none is given.
   */
  due(limit: number, lane?: Lane): Promise<LoggedOperation[]>;
  byIds(ids: readonly string[]): Promise<LoggedOperation[]>;
  /** All operations, in the order of acceptance, after one of them. */
  after(number: number, limit: number): Promise<LoggedOperation[]>;
  /** The newest transaction of each nonce that may still be used, by nonce. */
  open(signer: Hex): Promise<OpenTransaction[]>;
  /** One of them as it was signed. */
  signedTransaction(id: number): Promise<SignedTransaction>;
  /** The lowest nonce that no transaction used whose lines are in the mirror; or, in its final blocks. */
  nonceFloor(signer: Hex, among: "mirrored" | "final"): Promise<number>;
  /** The nonces of an actor, from `first` on, under which something of it was signed or is to be. */
  takenNonces(actor: Hex, first: number): Promise<readonly number[]>;
  /** Whether a transaction with this operation was ever written down, so that its signature may be known to others. */
  wasSent(id: string): Promise<boolean>;
  /** The accepted acts on a batch that have no line, in the order of acceptance, put off or not. */
  undoneOn(batchId: Hex): Promise<readonly UndoneOperation[]>;
  /** The numbers of the officers' acts on an account that the mirror does not show, in the order of acceptance. */
  undoneByOfficers(address: Hex): Promise<readonly number[]>;
  /**
   * Whether an operation accepted earlier has to land first: one of the same batch, a grant to its actor, or what an
   * officer does with the same account.
   */
  hasPredecessor(operation: LoggedOperation): Promise<boolean>;
  /** Whether any operation waits, and whether one waits for a block to become final. */
  waiting(): Promise<{ readonly any: boolean; readonly forFinality: boolean }>;
  /**
   * Write down a signed transaction, the operations in it and what was signed for each. The operations of an earlier
   * one of the same nonce that are not in it wait again.
   */
  sign(
    transaction: SignedTransaction,
    operations: readonly { readonly id: string; readonly scope: SignedScope | null }[],
  ): Promise<void>;
  /** Nonces below this were used as of the final block `block`: what did not land by them never will. */
  close(signer: Hex, nonce: number, block: number): Promise<void>;
  /** Operations whose transaction did not do its work wait again. */
  release(ids: readonly string[]): Promise<void>;
  /** The same for those that are in no open transaction: all of theirs are over. */
  releaseClosed(): Promise<void>;
  /** Try an operation again, but not before `notBefore`; `awaitedBlock` is kept if it is undefined. */
  postpone(id: string, notBefore: Date, awaitedBlock?: number | null): Promise<void>;
  /** Let an operation wait for others, and not try it before `notBefore`: that is no attempt of its own. */
  hold(id: string, notBefore: Date): Promise<void>;
  /** Another nonce is to be used for the operation: its own was used by another act. */
  dropNonce(id: string): Promise<void>;
  /** The operation was refused for good, and fails once its signature is void or over. Nothing waits for it any more. */
  refuse(id: string, code: ErrorCode, message: string): Promise<void>;
  /** The operation failed for good. */
  fail(id: string, code: ErrorCode, message: string): Promise<void>;
}

/**
 * The outbox's durable memory. Each method is one transaction: it happens whole or not at all, whatever is killed.
 */
export interface OperationLog extends OperationIntake, OperationProof, OperationQueue {}
