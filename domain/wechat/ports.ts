import type { Account } from "../accounts/account.ts";
import type { NewAccount, NewKey } from "../accounts/ports.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { OrderReason } from "../orders/order-reasons.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { ServiceHealth } from "../shared/service-health.ts";

/** A subscription message to one user of the mini program. */
export interface TemplateMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
  /** Which page of the mini program it opens; null for none. */
  readonly page: string | null;
}

/** Why WeChat refused a message for good. */
export type MessageRefusal =
  | "unknown-user"
  | "message-refused-by-user"
  | "message-template-unknown"
  | "message-data-wrong"
  | "message-data-sensitive"
  | "message-page-wrong";

/** The outcome of a message; `id` is null where WeChat gave none. */
export type MessageResult = { readonly id: string | null } | { readonly refused: MessageRefusal };

/** WeChat's server API. Each throws `unavailable` where it is not set up or does not answer as it should. */
export interface Wechat {
  /** The user of a log-in code; undefined if WeChat refuses the code. The session key is discarded. */
  openidOf(code: string): Promise<string | undefined>;
  /**
   * Send a message, once. Throws `message-unconfirmed` if WeChat was reached but the outcome is unknown; on any other
   * error the message was not sent.
   */
  send(message: TemplateMessage): Promise<MessageResult>;
  /** Never throws. */
  health(): Promise<ServiceHealth>;
}

/** A user's WeChat profile, as far as the user shared it. */
export interface WechatProfile {
  readonly nickName: string | null;
  readonly avatarUrl: string | null;
}

/** The users of WeChat and their accounts: one each. */
export interface WechatIdentities {
  /** The openid of an account. */
  openidOf(accountId: number): Promise<string | undefined>;
  /** An account's WeChat profile; undefined if it has none. */
  profileOf(accountId: number): Promise<WechatProfile | undefined>;
  /**
   * The account of a user, whose profile is updated: null leaves a field unchanged. For a new user the account is
   * created, in one transaction, so that concurrent first log-ins create only one. An account that still has the
   * earlier nickname as its name gets the new one.
   */
  logIn(
    openid: string,
    profile: WechatProfile,
    newAccount: () => Promise<NewAccount>,
    newKey: () => NewKey,
  ): Promise<Account>;
}

/**
 * The outcome of a message. `failed` was not sent and may be retried, `refused` may not; `unconfirmed` may or may not
 * have been sent, and is never sent again: WeChat does not detect duplicates.
 */
export const MESSAGE_STATES = ["sending", "sent", "refused", "failed", "unconfirmed"] as const;
/** What became of a message. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message that was sent, or was meant to be. */
export interface LoggedMessage {
  readonly id: string;
  readonly accountId: number;
  readonly templateId: string;
  readonly page: string | null;
  readonly state: MessageState;
  /** WeChat's id for it. */
  readonly messageId: string | null;
  /** Why it was not sent, or is not known to be; null if it was sent, is being sent, or the reason is unknown. */
  readonly reason: OrderReason | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Milliseconds after which a sender must have died: all attempts end far earlier. */
export const SENDING_ENDS = 120_000;

/** A search for messages: of everybody, or in every state, where that is undefined. */
export interface MessageQuery extends PageRequest {
  readonly accountId: number | undefined;
  readonly state: MessageState | undefined;
}

/**
 * The log of messages. It holds the recipient and the template, not the content. What has been `sending` for longer
 * than `SENDING_ENDS` is reported as `unconfirmed`.
 */
export interface MessageLog {
  /**
   * Record a message about to be sent, with the request's key. If an earlier request with this key exists, its record
   * is returned instead; if that one failed, it is resumed and `begun` is true.
   */
  begin(
    message: Omit<LoggedMessage, "state" | "messageId" | "reason" | "updatedAt">,
    idempotency?: Idempotency,
  ): Promise<{ readonly message: LoggedMessage; readonly begun: boolean }>;
  finish(
    id: string,
    outcome: Pick<LoggedMessage, "messageId" | "reason" | "updatedAt"> & {
      readonly state: Exclude<MessageState, "sending">;
    },
  ): Promise<LoggedMessage>;
  /** One page of messages, the newest first. */
  list(query: MessageQuery): Promise<Page<LoggedMessage>>;
}
