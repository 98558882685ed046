/** Registration input. Passwords follow the accounts document: 8 characters, upper, lower, digit. */
import { z } from "zod";
import { hasHidden } from "../shared/hidden-characters.ts";
import { ROLES } from "../shared/roles.ts";

/** What is said of a phone number that no country has. */
export const NOT_A_PHONE = "Phone is not a phone number";

const USERNAME = "Username must have 2 to 50 letters, digits, dots, dashes and underscores";

/** Usernames that could pass for the installation's own; compared without separators between their letters. */
const RESERVED = new Set(
  "admin administrator root superuser sysadmin system suyuan support helpdesk security official moderator 管理员 系统管理员 超级管理员 系统 官方 客服 溯源".split(
    " ",
  ),
);

/**
 * A username. Latin letters and Han characters only: they cannot be mistaken for an e-mail address or a phone number,
 * which also identify accounts, and they have no look-alikes that differ only in case. Radicals and other signs that
 * merely look like Han characters are not accepted.
 */
export const usernameSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Username is required" : USERNAME) })
  .trim()
  .normalize("NFKC")
  .regex(/^[A-Za-z0-9._〇\p{Unified_Ideograph}-]{2,50}$/u, USERNAME)
  .refine((name) => !/^[\d-]+$/.test(name), "Username must not be a number")
  .refine((name) => !RESERVED.has(name.toLowerCase().replace(/[\d._-]/g, "")), "Username is reserved: choose another");

/** A password that may be set. An upper limit keeps the hashing of very long ones from being an attack. */
export function passwordSchemaOf(label: string) {
  const rule = `${label} must have at least 8 characters with upper case, lower case and digits`;
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : rule) })
    .normalize("NFKC")
    .min(8, rule)
    .max(128, `${label} must have at most 128 characters`)
    .regex(/(?=.*[a-z])(?=.*[A-Z])(?=.*\d)/s, rule);
}

/** A password that may be set at a registration. */
export const passwordSchema = passwordSchemaOf("Password");

/** A password as it is entered at log-in: whether it is correct is a different question from whether it may be set. */
export function givenPasswordSchema(label: string) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : `${label} must be a text`) })
    .min(1, `${label} is required`)
    .max(1024, `${label} is too long`);
}

/** An e-mail address. */
export const emailSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Email is required" : "Email must be a text") })
  .trim()
  .max(254, "Email is too long")
  .pipe(z.email("Email is not an e-mail address"));

/** An account's display name on journeys. */
export const accountNameSchema = z
  .string({ error: "Name must be a text" })
  .trim()
  .normalize("NFC")
  .max(200, "Name must have at most 200 characters")
  .refine((name) => !hasHidden(name), "Name must not have invisible characters");

const optional = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? null : value), schema.nullish()).transform((value) => value ?? null);

/** The input of a registration. */
export const registerInput = z
  .object({
    username: usernameSchema,
    email: optional(emailSchema),
    phone: optional(z.string({ error: "Phone must be a text" }).trim().max(50, NOT_A_PHONE).regex(/\d/, NOT_A_PHONE)),
    password: passwordSchema,
    role: z.enum(ROLES).nullable().default(null),
    name: optional(accountNameSchema),
  })
  .refine((fields) => fields.email !== null || fields.phone !== null, {
    path: ["email"],
    message: "Email or phone is required",
  });
