import { type Channel, MessageRefused, type Messenger } from "../../domain/messages/messenger.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { ServiceHealth } from "../../domain/shared/service-health.ts";
import { type Guard, type GuardOptions, reasonOfGuard } from "../outgoing/guard.ts";

/** Sends mail. */
export interface MailDriver extends Pick<Messenger, "sendMail"> {
  /** Whether the server accepts our log-in, without sending anything. Never throws. */
  health(): Promise<ServiceHealth>;
}

/** Sends text messages. */
export interface SmsDriver extends Pick<Messenger, "sendSms"> {
  /**
   * Whether the centre accepts our log-in, without sending anything; left out if that cannot be checked. Never throws.
   */
  readonly health?: () => Promise<ServiceHealth>;
  /** Close its connections. */
  close(): Promise<void>;
}

/** The configured drivers for messages. */
export interface Drivers {
  readonly mail?: MailDriver | undefined;
  readonly sms?: SmsDriver | undefined;
}

/**
 * A temporary failure. It carries no cause: messages of servers and libraries contain addresses, message texts and
 * credentials. `reason` is built from codes alone.
 */
export function passingFailure(channel: Channel, reason: string): DomainError {
  return new DomainError("unavailable", `Nothing can be sent by ${channel} at present`, [], { reason });
}

/** The server refuses this one message for now: it works, and may accept others. */
export class MessagePostponed extends DomainError {
  constructor(channel: Channel, reason: string) {
    super("unavailable", `This message cannot be sent by ${channel} at present`, [], { reason });
  }
}

const isAnswer = (error: unknown) => error instanceof MessageRefused || error instanceof MessagePostponed;

/** Timeouts of a mail server's calls: shorter than the delivery's, which gives up after 15 seconds. */
export const MAIL_GUARD: GuardOptions = { timeout: 12_000, patience: 14_000, isAnswer };

/** Timeouts of an SMS centre's or gateway's calls. */
export const SMS_GUARD: GuardOptions = { timeout: 12_000, patience: 14_000, isAnswer };

/**
 * Send a message through a guard. It is tried once: the queue retries it with backoff. A call that the guard rejects or
 * times out is a temporary failure like others.
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
