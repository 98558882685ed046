/** The shapes of this dialect, for its documentation. */
import { z } from "@hono/zod-openapi";
import { DUTIES } from "../../../domain/profiles/duties-of.ts";
import { APPLICATION_STATUSES } from "../../../domain/roles/role-applications.ts";
import { ROLE_WORDS } from "./roles.ts";

const PASSWORD = "At least 8 characters with upper case, lower case and digits; none of the commonest";

/** An account. */
export const userSchema = z
  .object({
    id: z.int(),
    username: z.string(),
    email: z.string().nullable(),
    email_verified: z.boolean().openapi({ description: "Whether its holder proved to read that address" }),
    phone: z.string().nullable().openapi({ description: "In its international form (E.164): `+8613800138000`" }),
    role: z
      .enum(ROLE_WORDS)
      .openapi({ description: "The role that was asked for; `role_status` of `me` says how that stands" }),
    name: z.string().openapi({ description: "What the firm is called on journeys" }),
    name_notice: z.string().optional().openapi({ description: "Another account's name looks the same" }),
    address: z.string().openapi({ description: "Its address on chain (EIP-55)" }),
    created_at: z.iso.datetime(),
  })
  .openapi("User");

/** An account, and how it stands with its roles. */
export const userWithRolesSchema = userSchema
  .extend({
    role_status: z
      .enum(["none", ...APPLICATION_STATUSES])
      .openapi({ description: "`granted` only while the role is held on chain" }),
    role_reason: z.string().optional().openapi({ description: "Why it was refused or revoked" }),
    roles: z.array(z.enum(ROLE_WORDS)).openapi({ description: "The roles held on chain" }),
    role_applications: z.array(
      z.object({
        id: z.string(),
        role: z.enum(ROLE_WORDS),
        status: z.enum(APPLICATION_STATUSES),
        reason: z.string().nullable().openapi({ description: "Of whoever decided" }),
        created_at: z.iso.datetime(),
      }),
    ),
    duties: z.array(z.enum(DUTIES)).optional().openapi({
      description: "On what of others the account decides, in `me`: their roles, who they are, what is erased",
    }),
  })
  .openapi("UserWithRoles");

/** A failure. */
export const errorSchema = z
  .object({ message: z.string(), errors: z.record(z.string(), z.string()).optional() })
  .openapi("AccountError");

/** A registration. */
export const registrationSchema = z
  .object({
    username: z.string(),
    email: z.string().optional(),
    phone: z.string().optional().openapi({
      description: "In any way that people write it; without a country it is one of the host's (`PHONE_COUNTRY`)",
    }),
    password: z.string().openapi({ description: PASSWORD }),
    role: z.enum(ROLE_WORDS).optional(),
    name: z.string().optional(),
  })
  .openapi("Registration");

/** A log-in. */
export const credentialsSchema = z
  .object({
    username: z.string().openapi({ description: "Username, email address or phone number" }),
    password: z.string(),
  })
  .openapi("Credentials");

/** A log-in from a page of this host: in one of three ways. */
export const browserCredentialsSchema = z
  .union([
    credentialsSchema,
    z.object({ address: z.string(), message: z.string(), signature: z.string() }),
    z.object({ code: z.string().openapi({ description: "Of WeChat's log-in" }) }),
  ])
  .openapi("BrowserCredentials");

/** An access token for a page's memory. */
export const browserTokenSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds" }),
  })
  .openapi("BrowserToken");

/** A message for people. */
export const messageSchema = z.object({ message: z.string() }).openapi("AccountMessage");

/** A session's tokens. */
export const tokensSchema = z
  .object({
    access_token: z.string().openapi({ description: "JWT; its keys are at `/.well-known/jwks.json`" }),
    refresh_token: z.string().openapi({ description: "Good for one refresh" }),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds for which the access token is good" }),
  })
  .openapi("AccountTokens");

/** A refresh. */
export const refreshSchema = z.object({ refresh_token: z.string() }).openapi("AccountRefresh");

const newPassword = z.string().openapi({ description: PASSWORD });

/** A change of the password. */
export const passwordChangeSchema = z
  .object({ old_password: z.string(), new_password: newPassword })
  .openapi("AccountPasswordChange");

/** Whom a reset code is for. */
export const resetTargetSchema = z
  .object({
    identifier: z.string().openapi({ description: "Username, email address or phone number" }),
    channel: z.enum(["email", "phone"]),
    contact: z.string().openapi({ description: "The email address or phone number of the account" }),
  })
  .openapi("AccountResetTarget");

/** A code was asked for. */
export const resetCodeSchema = z
  .object({
    message: z.string(),
    expires_in: z.int().openapi({ description: "Seconds for which the code is good" }),
    debug_code: z.string().optional().openapi({ description: "The code; in development only" }),
  })
  .openapi("AccountResetCode");

/** A reset of the password. */
export const passwordResetSchema = resetTargetSchema
  .extend({ code: z.string().openapi({ description: "Six digits" }), new_password: newPassword })
  .openapi("AccountPasswordReset");

/** Something was sent. */
export const sentSchema = z.object({ message: z.string(), expires_in: z.int() }).openapi("AccountMessageSent");

/** The token that was sent to an address. */
export const emailTokenSchema = z.object({ token: z.string() }).openapi("AccountEmailToken");
