import type { Hex } from "../shared/hex.ts";
import type { Idempotency } from "./outbox.ts";

/** What requests with an idempotency key made, where it was no operation of the outbox. */
export interface Requests {
  /**
   * The name of what an earlier request with this key made. Throws a `conflict` if that one asked for another thing.
   */
  find(accountId: number, idempotency: Idempotency): Promise<string | undefined>;
  /** Whether an earlier request with this key made anything. */
  known(accountId: number, key: string): Promise<boolean>;
  /** Keep what a request made; an earlier entry of the same key stays as it is. */
  remember(accountId: number, idempotency: Idempotency, made: string): Promise<void>;
}

/** A file that somebody brought. */
export interface BroughtUpload {
  readonly accountId: number;
  readonly sha256: Hex;
  readonly size: number;
  readonly unapproved: boolean;
  readonly at: Date;
}
