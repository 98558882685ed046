import type { Message } from "./messenger.ts";

/** Keeps a text that is a secret while it is stored. */
export interface Sealer {
  seal(text: string): string;
  /** The text; undefined if it was not sealed with this key, or was changed. */
  open(sealed: string): string | undefined;
}

/** A message that a developer may read. */
export interface KeptMessage {
  readonly message: Message;
  readonly createdAt: Date;
}

/** Where messages of a development instance go: a bounded number, the newest. */
export interface Mailbox {
  add(message: Message): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly KeptMessage[]>;
}
