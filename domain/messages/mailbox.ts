import type { Message } from "./messenger.ts";

/** Encrypts secret texts for storage. */
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

/** Holds a development instance's newest messages, up to a limit. */
export interface Mailbox {
  add(message: Message): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly KeptMessage[]>;
}
