import { z } from "zod";
import { passwordSchemaOf } from "../accounts/account-input.ts";
import { refuseCommonPassword } from "../accounts/common-passwords.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { resetSubjectOf, resetTarget, setPassword, wasSetBefore } from "./internal.ts";
import { codeOf } from "./secrets.ts";

const CODE = "Code must have six digits";

/** The input of a reset. */
export const resetPasswordInput = resetTarget.extend({
  code: z
    .union(
      [
        z.string().trim(),
        // Clients with a field for numbers lose the zeros that a code begins with.
        z
          .int()
          .min(0)
          .transform((code) => String(code).padStart(6, "0")),
      ],
      { error: (issue) => (issue.input === undefined ? "Code is required" : CODE) },
    )
    .pipe(z.string().regex(/^\d{6}$/, CODE)),
  newPassword: passwordSchemaOf("New password"),
});

/**
 * Set a new password with a reset code. That consumes the code and ends every token and session of the account. Throws
 * `validation`, with the same message for a wrong, expired or used code and an unknown account.
 *
 * @param from The address that the request came from: the account's owner can log in there, whatever others try.
 */
export async function resetPassword(
  services: Pick<
    Services,
    | "accounts"
    | "commonPasswords"
    | "hashOf"
    | "keyedHash"
    | "logInAddresses"
    | "now"
    | "passwords"
    | "phones"
    | "requests"
    | "resetCodes"
  >,
  context: Context,
  input: unknown,
  from: string,
): Promise<void> {
  const { code, newPassword, ...target } = parseInput(resetPasswordInput, input);
  refuseCommonPassword(services, ["newPassword", "New password"], newPassword);
  const { resetCodes, keyedHash } = services;
  const found = await resetSubjectOf(services, target);
  const idempotency = context.idempotencyKey
    ? { key: context.idempotencyKey, requestHash: services.hashOf({ verb: "resetPassword", ...target }) }
    : undefined;
  if (idempotency && (await wasSetBefore(services, found.account?.id, newPassword, idempotency))) return;

  const seed = await resetCodes.attempt(found.subject, services.now());
  const right = seed !== undefined && codeOf(keyedHash, seed) === code;
  if (!found.account || !right || !(await resetCodes.take(found.subject, seed))) {
    throw invalid("code", "The code is invalid or has expired");
  }
  await setPassword(services, found.account.id, newPassword, idempotency);
  await services.logInAddresses.remember(found.account.id, from, services.now());
}
