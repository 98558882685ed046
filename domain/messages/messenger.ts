/** A way by which a person is reached. */
export type Channel = "email" | "phone";

/** A mail to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A text message to one phone. */
export interface Sms {
  readonly to: string;
  readonly text: string;
}

/** A message of either sort. */
export type Message = ({ readonly channel: "email" } & Mail) | ({ readonly channel: "phone" } & Sms);

/** A message was refused for good: to try it again is of no use. `reason` is for the log, and tells nothing of it. */
export class MessageRefused extends Error {
  override readonly name = "MessageRefused";
  readonly reason: string;

  constructor(reason: string) {
    super(`The message was refused: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Hands messages to a mail server or an SMS centre. Each method throws `MessageRefused` where that fails for good, and
 * `unavailable` where it fails for now.
 */
export interface Messenger {
  /** Whether there is anything to send by this channel with. */
  carries(channel: Channel): boolean;
  sendMail(mail: Mail, signal?: AbortSignal): Promise<void>;
  sendSms(sms: Sms, signal?: AbortSignal): Promise<void>;
}

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
