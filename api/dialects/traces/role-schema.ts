/** The shapes of applications for roles, for the documentation. */
import { z } from "@hono/zod-openapi";
import { APPLICATION_STATUSES } from "../../../domain/roles/role-applications.ts";
import { ROLES } from "../../../domain/shared/roles.ts";

/** What an officer's own wallet has to send. */
export const roleTransactionSchema = z
  .object({
    chainId: z.int(),
    to: z.string(),
    data: z.string().openapi({ description: "Call data of `grantRole` or `revokeRole`" }),
    value: z.literal("0x0"),
    description: z.string().openapi({ description: "What it does, and who has to send it" }),
    uri: z.string().openapi({ description: "The same as a link for wallets (ERC-681)" }),
  })
  .openapi("RoleTransaction");

/** An account, the role that it applied for, and how that stands. */
export const roleApplicationSchema = z
  .object({
    id: z.string(),
    userId: z.string(),
    username: z.string(),
    name: z.string(),
    nameNotice: z.string().optional().openapi({ description: "Another account's name looks the same" }),
    role: z.enum(ROLES),
    reason: z.string().nullable().openapi({ description: "Of the applicant" }),
    status: z
      .enum(APPLICATION_STATUSES)
      .openapi({ description: "`granted` while the role is held on chain, whoever granted it there" }),
    awaits: z.enum(["grant", "revoke"]).nullable().openapi({ description: "What was decided and is not on chain yet" }),
    validUntil: z.iso.datetime().nullable().openapi({ description: "The end of the role's term; null for none" }),
    decision: z
      .object({ by: z.string().nullable(), at: z.iso.datetime(), reason: z.string().nullable() })
      .nullable()
      .openapi({ description: "`by` is null where nobody here decided" }),
    address: z.string(),
    transaction: roleTransactionSchema
      .nullable()
      .openapi({ description: "What an officer's own wallet has to send, where no key of this server may" }),
    createdAt: z.iso.datetime(),
  })
  .openapi("RoleApplication");

/** A transaction as a batch of Safe's Transaction Builder. */
export const safeBatchSchema = z
  .object({
    version: z.literal("1.0"),
    chainId: z.string(),
    createdAt: z.int(),
    meta: z.object({ name: z.string(), description: z.string() }),
    transactions: z.array(
      z.object({
        to: z.string(),
        value: z.string(),
        data: z.string(),
        contractMethod: z.object({
          name: z.string(),
          payable: z.boolean(),
          inputs: z.array(z.object({ name: z.string(), type: z.string(), internalType: z.string() })),
        }),
        contractInputsValues: z.record(z.string(), z.string()),
      }),
    ),
  })
  .openapi("SafeBatch");

/** A role that is asked for. */
export const roleRequestSchema = z
  .object({ role: z.enum(ROLES), reason: z.string().optional() })
  .openapi("RoleRequest");

/** A grant. */
export const roleGrantSchema = z
  .object({ validUntil: z.string().optional().openapi({ description: "The last day, or second, of the role's term" }) })
  .openapi("RoleGrant");

/** A refusal or a revocation; the applicant is told the reason. */
export const roleReasonSchema = z.object({ reason: z.string() }).openapi("RoleDecisionReason");
