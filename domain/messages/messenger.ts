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
