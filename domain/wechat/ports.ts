import type { Account } from "../accounts/account.ts";
import type { NewAccount, NewKey } from "../accounts/ports.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { OrderReason } from "../orders/order-reasons.ts";
import type { ServiceHealth } from "../shared/service-health.ts";

/** A subscription message to one user of the mini program. */
export interface TemplateMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
  /** Which page of the mini program it opens; null for none. */
  readonly page: string | null;
}

/** Why WeChat did not take a message that it may never take. */
export type MessageRefusal =
  | "unknown-user"
  | "message-refused-by-user"
  | "message-template-unknown"
  | "message-data-wrong"
  | "message-data-sensitive"
  | "message-page-wrong";

/** What became of a message; `id` is null where WeChat gave none. */
export type MessageResult = { readonly id: string | null } | { readonly refused: MessageRefusal };

/** WeChat's server API. Each throws `unavailable` where it is not set up or does not answer as it should. */
export interface Wechat {
  /** Whose log-in code this is; undefined if WeChat does not take the code. The session key is dropped unseen. */
  openidOf(code: string): Promise<string | undefined>;
  /**
   * Send a message, once. Throws `message-unconfirmed` where WeChat was reached and did not say what became of it;
   * whatever else it throws, the message was not sent.
   */
  send(message: TemplateMessage): Promise<MessageResult>;
  /** Never throws. */
  health(): Promise<ServiceHealth>;
}

/** What WeChat calls a user: part of it, as the user chose to tell. */
export interface WechatProfile {
  readonly nickName: string | null;
  readonly avatarUrl: string | null;
}

/** The users of WeChat and their accounts: one each. */
export interface WechatIdentities {
  /** The openid of an account's user. */
  openidOf(accountId: number): Promise<string | undefined>;
  /** What an account's user is called; undefined for an account that has none. */
  profileOf(accountId: number): Promise<WechatProfile | undefined>;
  /**
   * The account of a user, whose profile is kept: what is null stays as it was. For a new user the account is made, in
   * one transaction, so that however many first log-ins meet, one account comes of it. An account that still goes by
   * the earlier nickname takes the new one.
   */
  logIn(
    openid: string,
    profile: WechatProfile,
    newAccount: () => Promise<NewAccount>,
    newKey: () => NewKey,
  ): Promise<Account>;
}

/**
 * What became of a message. `failed` was not sent and may be tried again, `refused` not; `unconfirmed` may have been sent
 * or not, and is never sent again: WeChat does not know a message that it had before.
 */
export const MESSAGE_STATES = ["sending", "sent", "refused", "failed", "unconfirmed"] as const;
/** What became of a message. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message that was sent, or was to be. */
export interface LoggedMessage {
  readonly id: string;
  readonly accountId: number;
  readonly templateId: string;
  readonly page: string | null;
  readonly state: MessageState;
  /** WeChat's own name for it. */
  readonly messageId: string | null;
  /** Why it was not sent, or is not known to be; null where it was, where it is on its way, and where there is no telling. */
  readonly reason: OrderReason | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Milliseconds after which nobody is sending a message any more: whoever was has died. All tries end far earlier. */
export const SENDING_ENDS = 120_000;

/** Which messages are wanted: of everybody, or in every state, where that is undefined. `page` counts from 1. */
export interface MessageQuery {
  readonly accountId: number | undefined;
  readonly state: MessageState | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/**
 * The log of messages. It holds whom and which template, not what was said. What is `sending` for longer than
 * `SENDING_ENDS` is given as `unconfirmed`.
 */
export interface MessageLog {
  /**
   * Write down a message that is about to be sent, with the request's key. Gives what an earlier request with this key
   * wrote down instead, if there is one; where that failed, it is taken up again and `begun` is true.
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
  /** One page of messages, the newest first, and how many there are. */
  list(query: MessageQuery): Promise<{ readonly messages: readonly LoggedMessage[]; readonly total: number }>;
}
