import { z } from "zod";
import { newSalt } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { ROLES } from "../shared/roles.ts";
import type { Account } from "./account.ts";
import { accountNameSchema, emailSchema, passwordSchema } from "./account-input.ts";
import { registerAccount } from "./register-account.ts";

const registerByEmailInput = z.object({
  email: emailSchema,
  password: passwordSchema,
  role: z
    .enum(ROLES, { error: `Role must be one of ${ROLES.join(", ")}` })
    .nullable()
    .default(null),
  name: accountNameSchema.nullable().default(null),
});

/**
 * Register an account without a chosen username. It gets one that reveals nothing of the address, since names are shown
 * on journeys. Throws as `registerAccount` does.
 */
export async function registerByEmail(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "commonPasswords"
    | "hashOf"
    | "keys"
    | "outbox"
    | "passwords"
    | "phones"
    | "requests"
    | "settings"
  >,
  context: Context,
  input: unknown,
): Promise<Account> {
  const fields = parseInput(registerByEmailInput, input);
  const { idempotencyKey: key } = context;
  // A retry has to ask for the same account.
  const unique = key === null ? newSalt() : services.hashOf({ email: fields.email.toLowerCase(), key }).slice(2);
  const username = `${fields.role ?? "user"}-${unique.slice(0, 12)}`;
  try {
    return await registerAccount(services, context, { ...fields, username });
  } catch (error) {
    // Names are random: only a retry repeats one, and that repeats the address too.
    const isOurs = error instanceof DomainError && error.details[0]?.field === "username";
    if (!isOurs) throw error;
    const message = "This email is already registered";
    throw new DomainError(error.code, message, [{ field: "email", message }], { cause: error });
  }
}
