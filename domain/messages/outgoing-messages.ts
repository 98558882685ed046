import type { Channel, Message } from "./messenger.ts";

/** A queued message. */
export interface OutgoingMessage {
  readonly id: string;
  readonly message: Message;
  /** Number of previous attempts. */
  readonly attempts: number;
  /** When it expires. */
  readonly expiresAt: Date;
}

/** A new message, which is useless after `expiresAt`. */
export type NewMessage = Pick<OutgoingMessage, "message" | "expiresAt">;

/**
 * The messages that wait to be sent. They are queued in the transaction that creates what they are about, and are
 * encrypted while they wait: they contain codes.
 */
export interface OutgoingMessages {
  /** Lease what is due, oldest first; it is not returned again within `lease` milliseconds. */
  take(now: Date, limit: number, lease: number): Promise<readonly OutgoingMessage[]>;
  /** Delete a message that was sent or given up. */
  remove(id: string): Promise<void>;
  /** Retry a message, not before a given time. */
  postpone(id: string, until: Date): Promise<void>;
}

/**
 * Sends queued messages in the background: no request waits for a mail server, and response times do not reveal which
 * accounts exist.
 */
export interface Delivery {
  carries(channel: Channel): boolean;
  /** A new message is queued. */
  wake(): void;
}
