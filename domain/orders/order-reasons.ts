/** Refusal reasons of the orders dialect: finer than the error codes, since its document names each. */
import { DomainError, type ErrorCode } from "../shared/errors.ts";

const REASONS = {
  "code-missing": ["validation", "The log-in code is missing"],
  "openid-not-obtained": ["validation", "WeChat did not tell who this is"],
  "invite-code-invalid": ["validation", "The invite code is not valid"],
  "company-not-found": ["not-found", "No company has this invite code"],
  "invite-code-mismatch": ["forbidden", "The company has another invite code"],
  "already-bound": ["conflict", "The account is bound to a company already"],
  "another-user": ["forbidden", "The user named is not the one signed in"],
  "unknown-user": ["not-found", "The account has no WeChat user"],
  "not-bound": ["forbidden", "The account is not bound to a company"],
  "order-not-found": ["not-found", "Order not found"],
  "material-not-found": ["not-found", "Material not found"],
  incomplete: ["validation", "Something is missing"],
  "message-refused-by-user": ["forbidden", "The user does not accept this message"],
  "message-template-unknown": ["validation", "WeChat does not know this template"],
  "message-data-wrong": ["validation", "The data do not fit the template"],
  "message-data-sensitive": ["validation", "WeChat does not take the words of the message"],
  "message-page-wrong": ["validation", "The mini program has no such page"],
  "message-forbidden": ["unavailable", "The mini program may not send messages"],
  "message-quota": ["unavailable", "No more messages may be sent today"],
  "message-under-way": ["conflict", "An earlier request with this Idempotency-Key is still under way"],
  "message-unconfirmed": ["unavailable", "Whether WeChat took the message is not known; it is not sent again"],
  "wechat-unconfigured": ["unavailable", "WeChat is not set up on this server"],
  "wechat-misconfigured": ["unavailable", "WeChat does not take this server's app id, secret or address"],
  "wechat-quota": ["unavailable", "WeChat may not be asked any more today"],
  "wechat-too-often": ["unavailable", "WeChat was asked too often; try again in a minute"],
  "wechat-unavailable": ["unavailable", "WeChat does not answer as it should"],
  "erp-unconfigured": ["unavailable", "The ERP is not set up on this server"],
  "erp-unavailable": ["unavailable", "The ERP does not answer as it should"],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

/** A refusal reason of the orders dialect. */
export type OrderReason = keyof typeof REASONS;

/** The error for a reason. */
export function orderError(reason: OrderReason, options: ErrorOptions = {}): DomainError {
  const [code, message] = REASONS[reason];
  return new DomainError(code, message, [], { ...options, reason });
}
