import type { Generated } from "kysely";

/** Queued messages. */
export interface OutgoingMessagesTable {
  number: Generated<number>;
  id: string;
  /** The message, encrypted. */
  sealed: string;
  attempts: number;
  not_before: number;
  expires_at: number;
}

/** Messages of a development instance, for its developer. */
export interface MailboxTable {
  number: Generated<number>;
  /** JSON of the message. */
  message: string;
  created_at: number;
}
