import type { Channel, Message } from "./messenger.ts";

/** A message on its way. */
export interface OutgoingMessage {
  readonly id: string;
  readonly message: Message;
  /** How often it was tried before. */
  readonly attempts: number;
  /** When it is of no more use. */
  readonly expiresAt: Date;
}

/** A new message: what it says is of no use after `expiresAt`. */
export type NewMessage = Pick<OutgoingMessage, "message" | "expiresAt">;

/**
 * The messages that wait to be sent. They are put there in the transaction that makes what they speak of, and are
 * sealed while they wait: they carry codes.
 */
export interface OutgoingMessages {
  /** Take what is due, the oldest first; it is not given out again within `lease` milliseconds. */
  take(now: Date, limit: number, lease: number): Promise<readonly OutgoingMessage[]>;
  /** Forget a message: it was sent, or given up. */
  remove(id: string): Promise<void>;
  /** Try a message again, not before a time. */
  postpone(id: string, until: Date): Promise<void>;
}

/** Sends what waits, in the background: no request waits for a mail server, and none can tell by it who exists. */
export interface Delivery {
  carries(channel: Channel): boolean;
  /** There is something new to send. */
  wake(): void;
}
