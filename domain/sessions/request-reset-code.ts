import { resetCodeMessage } from "../messages/message-templates.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { resetSubjectOf, resetTarget } from "./internal.ts";
import { codeOf, randomToken } from "./secrets.ts";

/** What a request for a reset code says. */
export const requestResetCodeInput = resetTarget;

/** Seconds for which a code is good. */
export const RESET_CODE_LIFETIME = 600;

/** What the caller is told. */
export interface ResetCodeRequested {
  readonly expiresIn: number;
  /** The code itself, in development only, and only if there is such an account. */
  readonly debugCode: string | null;
}

/**
 * Send a code to who forgot the password. The answer and the work are the same whether or not there is such an account:
 * a code is kept either way, and sent in the background. Throws `unavailable` where the channel has nothing to send with,
 * which is so for everybody.
 */
export async function requestResetCode(
  services: Pick<Services, "accounts" | "delivery" | "keyedHash" | "now" | "resetCodes" | "settings">,
  context: Context,
  input: unknown,
): Promise<ResetCodeRequested> {
  const target = parseInput(requestResetCodeInput, input);
  const { resetCodes, delivery, keyedHash, settings } = services;
  if (!delivery.carries(target.channel)) {
    throw new DomainError("unavailable", `Codes cannot be sent by ${target.channel} at present`);
  }
  const { subject, account, contact } = await resetSubjectOf(services, target);
  const now = services.now();
  const seed = randomToken();
  const expiresAt = new Date(now.getTime() + RESET_CODE_LIFETIME * 1000);
  const message = resetCodeMessage(target.channel, contact, codeOf(keyedHash, seed), RESET_CODE_LIFETIME / 60);
  const request = context.idempotencyKey === null ? null : keyedHash("request", context.idempotencyKey);
  const issued = await resetCodes.issue(
    { subject, seed, request, expiresAt },
    { message, expiresAt },
    account !== undefined,
    now,
  );
  delivery.wake();
  const debugCode = settings.development && account ? codeOf(keyedHash, issued) : null;
  return { expiresIn: RESET_CODE_LIFETIME, debugCode };
}
