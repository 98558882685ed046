import { type Channel, MessageRefused, type Messenger } from "../../domain/messages/messenger.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { ServiceHealth } from "../../domain/shared/service-health.ts";
import { type Guard, type GuardOptions, reasonOfGuard } from "../outgoing/guard.ts";

/** Sends mail. */
export interface MailDriver extends Pick<Messenger, "sendMail"> {
  /** Whether the server lets us in, without sending anything. Never throws. */
  health(): Promise<ServiceHealth>;
}

/** Sends text messages. */
export interface SmsDriver extends Pick<Messenger, "sendSms"> {
  /** Whether the centre lets us in, without sending anything; left out where that cannot be asked. Never throws. */
  readonly health?: () => Promise<ServiceHealth>;
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

/** The server answered that it does not take this one message for now: it works, and may take others. */
export class MessagePostponed extends DomainError {
  constructor(channel: Channel, reason: string) {
    super("unavailable", `This message cannot be sent by ${channel} at present`, [], { reason });
  }
}

const isAnswer = (error: unknown) => error instanceof MessageRefused || error instanceof MessagePostponed;

/** How patient the calls of a mail server are: less than the delivery, which takes a message back after 15 seconds. */
export const MAIL_GUARD: GuardOptions = { timeout: 12_000, patience: 14_000, isAnswer };

/** How patient the calls of an SMS centre or gateway are. */
export const SMS_GUARD: GuardOptions = { timeout: 12_000, patience: 14_000, isAnswer };

/**
 * Send a message through a guard. It is tried once: the queue that it comes from tries it again, later and later. What
 * the guard does not let through or not wait for is a passing failure like others.
 */
export async function guarded(
  channel: Channel,
  guard: Guard,
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await guard.run({ operation: "send", signal }, send);
  } catch (error) {
    const reason = reasonOfGuard(error);
    throw reason === undefined ? error : passingFailure(channel, reason);
  }
}
