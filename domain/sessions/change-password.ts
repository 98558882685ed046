import { z } from "zod";
import { givenPasswordSchema, passwordSchemaOf } from "../accounts/account-input.ts";
import { refuseCommonPassword } from "../accounts/common-passwords.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { setPassword, wasSetBefore } from "./internal.ts";

/** The input of a password change. */
export const changePasswordInput = z.object({
  oldPassword: givenPasswordSchema("Old password"),
  newPassword: passwordSchemaOf("New password"),
});

/** Set a new password. That ends every token and session of the account. Throws `validation`. */
export async function changePassword(
  services: Pick<Services, "accounts" | "commonPasswords" | "hashOf" | "outbox" | "passwords" | "requests">,
  context: Context,
  input: unknown,
): Promise<void> {
  const account = requireAccount(context);
  const { oldPassword, newPassword } = parseInput(changePasswordInput, input);
  refuseCommonPassword(services, ["newPassword", "New password"], newPassword);
  const { accounts, passwords } = services;
  const idempotency = await idempotencyOf(services, context, account, { verb: "changePassword" });
  if (idempotency && (await wasSetBefore(services, account.id, newPassword, idempotency))) return;
  const hash = await accounts.passwordHashOf(account.id);
  if (!(await passwords.verify(hash, oldPassword))) throw invalid("oldPassword", "Old password is incorrect");
  // Also in another spelling of the same characters.
  if (await passwords.verify(hash, newPassword))
    throw invalid("newPassword", "New password must differ from the old one");
  await setPassword(services, account.id, newPassword, idempotency);
}
