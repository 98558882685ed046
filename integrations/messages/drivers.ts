import { DomainError } from "../../domain/errors.ts";
import type { Channel, Messenger } from "../../domain/ports/messenger.ts";

/** Sends mail. */
export type MailDriver = Pick<Messenger, "sendMail">;

/** Sends text messages. */
export interface SmsDriver extends Pick<Messenger, "sendSms"> {
  /** Let go of what it holds open. */
  close(): Promise<void>;
}

/** What messages are sent with, where it was set up. */
export interface Drivers {
  readonly mail?: MailDriver | undefined;
  readonly sms?: SmsDriver | undefined;
}

/**
 * A failure that may pass. It carries no cause: what servers and libraries say holds addresses, words of the message
 * and credentials. `reason` is put together from codes alone.
 */
export function passingFailure(channel: Channel, reason: string): DomainError {
  return new DomainError("unavailable", `Nothing can be sent by ${channel} at present`, [], { reason });
}
