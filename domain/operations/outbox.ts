import type { ChainReference } from "../records/line.ts";
import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";
import type { Act, AdministrationAct, WritingAct } from "./act.ts";

export type { Act, AdministrationAct, LineAct, ManyAct, SetAgent, WritingAct } from "./act.ts";

/**
 * Where an operation stands. The mirror decides: `mined` and `final` mean that the operation's own line (or, for an act
 * that writes none, its own event) is in the mirror. Transactions, nonces and receipts only tell when to look again.
 *
 *     unsigned ──signature──▶ waiting ──written down──▶ sent ──line mirrored──▶ mined ──block final──▶ final
 *                               ▲ │ ▲                    │                        │                      │
 *                               │ │ └─ nonce used, no line                        │                      │
 *                               │ │    └───────◀─────────┴────◀── line taken by a reorganisation ────◀───┘
 *                               │ └─ refused, as of a block in the mirror, and its nonce void ──▶ failed
 *                               └───────────── its line appears all the same ──▶ mined
 *
 * `unsigned`: its actor's own wallet has yet to sign. `waiting`: in no transaction that is under way. `sent`: in one
 * that was written down. An operation is done, and nobody looks after it any more, only when it is `final` or `failed`.
 * One that was refused after it had been sent has its `error` already while it waits for its nonce to be voided; and a
 * `final` one whose block is reorganised away after all (a development chain that lost its state) goes back too.
 */
export type OperationState = "unsigned" | "waiting" | "sent" | "mined" | "final" | "failed";

/** EIP-712 typed data, as `eth_signTypedData_v4` takes it: integers are decimal text. */
export interface TypedData {
  readonly domain: {
    readonly name: string;
    readonly version: string;
    readonly chainId: number;
    readonly verifyingContract: string;
  };
  readonly types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

/** An accepted write. */
export interface Operation {
  readonly id: string;
  /** The account whose act it is; null for one of the system's own, such as granting a role. */
  readonly accountId: number | null;
  readonly act: Act;
  readonly state: OperationState;
  /** What its actor has to sign, where the actor holds its own key; else null. */
  readonly typedData: TypedData | null;
  /** Where its line stands, the first if it writes several; null until it is on chain, and for an act that writes none. */
  readonly chain: ChainReference | null;
  /** Why it failed, in words for people. */
  readonly error: string | null;
  readonly createdAt: Date;
  /** When it was accepted: as it was made, or signed; null while it is unsigned. */
  readonly acceptedAt: Date | null;
  readonly updatedAt: Date;
}

/** A retry with the same key is the same act. */
export interface Idempotency {
  readonly key: string;
  /** Digest of what was asked, so that a key is not used for something else. */
  readonly requestHash: Hex;
}

/** Accepts writes durably and brings each to the chain exactly once. */
export interface Outbox {
  /** The operation that an earlier request with this key made. Throws a `conflict` if that one asked for another thing. */
  find(accountId: number, idempotency: Idempotency): Promise<Operation | undefined>;
  /** Accept an act: when this returns, it is written down and will reach the chain. */
  accept(accountId: number | null, act: Act, idempotency?: Idempotency): Promise<Operation>;
  /**
   * Write an act down that its actor's own wallet has to sign first: it is `unsigned`, with typed data under a nonce of
   * its own. With a key that was used before the operation is the same, and its typed data made anew, under the same nonce
   * while that is free. Throws `quota-exceeded` if the contract would take no more of the actor's now.
   */
  propose(
    accountId: number,
    actor: Hex,
    act: WritingAct | AdministrationAct,
    idempotency?: Idempotency,
  ): Promise<Operation>;
  /**
   * Take the signature of an `unsigned` operation: from now on it is as if accepted. Throws `validation` if the chain would
   * not take it for the actor's over the operation's typed data, and a `conflict` if the operation was signed before.
   */
  sign(id: string, signature: Hex): Promise<Operation>;
  /** Drop an `unsigned` operation for a reason in words: it can be signed no more. False if it is not unsigned any more. */
  withdraw(id: string, reason: string): Promise<boolean>;
  /**
   * Wait until the operation is on chain and the mirror shows it. Gives the operation as it stands when `timeout`
   * milliseconds are over. Throws the domain's error if the contract refused it.
   */
  settle(id: string, timeout: number): Promise<Operation>;
  byId(id: string): Promise<Operation | undefined>;
  /** Whether a key of this installation may grant and revoke a role on chain now. */
  mayChange(role: Role): Promise<boolean>;
  /**
   * Whether the creation of a batch was accepted and has no line now: it is on its way to the chain, for the first time
   * or after a reorganisation; with `proposed` also whether it waits for its actor's signature. The batch goes by its id, or
   * by how that begins.
   */
  isCreationUnderWay(batchId: Hex, including?: { readonly proposed: boolean }): Promise<boolean>;
  /** The acts on a batch that were accepted and have no line yet, in the order in which they will get one. */
  undoneOn(batchId: Hex): Promise<readonly Act[]>;
}
