/** The shapes of this dialect, for its documentation. */
import { z } from "@hono/zod-openapi";
import { ROLE_WORDS } from "./roles.ts";

/** An account. */
export const userSchema = z
  .object({
    id: z.int(),
    username: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    role: z.enum(ROLE_WORDS),
    name: z.string().openapi({ description: "What the firm is called on journeys" }),
    address: z.string().openapi({ description: "Its address on chain (EIP-55)" }),
    created_at: z.iso.datetime(),
  })
  .openapi("User");

/** A failure. */
export const errorSchema = z
  .object({ message: z.string(), errors: z.record(z.string(), z.string()).optional() })
  .openapi("AccountError");

/** A registration. */
export const registrationSchema = z
  .object({
    username: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    password: z.string().openapi({ description: "At least 8 characters with upper case, lower case and digits" }),
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
