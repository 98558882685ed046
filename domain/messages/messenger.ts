/** A channel to reach a person. */
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

/** A message of either channel. */
export type Message = ({ readonly channel: "email" } & Mail) | ({ readonly channel: "phone" } & Sms);

/**
 * A message was refused for good: retrying is pointless. `reason` is for the log and reveals nothing of the message.
 */
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
  /** Whether this channel is set up. */
  carries(channel: Channel): boolean;
  sendMail(mail: Mail, signal?: AbortSignal): Promise<void>;
  sendSms(sms: Sms, signal?: AbortSignal): Promise<void>;
}
