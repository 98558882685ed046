/** The shapes of this dialect, for its documentation. */
import { z } from "@hono/zod-openapi";
import { ROLE_WORDS } from "./roles.ts";

const hash = () => z.string().regex(/^0x[0-9a-f]{64}$/);
/** A day or a time, as it may be told. */
const time = () => z.iso.datetime({ offset: true });

const chain = { tx_hash: hash(), block_number: z.int() };

/** An account. */
export const userSchema = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    role: z.enum(ROLE_WORDS).nullable(),
    wallet: z.string().nullable().openapi({ description: "The wallet that it bound, or says is its own (EIP-55)" }),
    wallet_proved: z
      .boolean()
      .openapi({ description: "Whether its signature proved it: then it signs the account's writes" }),
  })
  .openapi("InspectionUser");

/** Who logged in. */
const loggedInSchema = userSchema.extend({
  name_notice: z.string().optional().openapi({ description: "Another account's name looks the same" }),
});

/** A registration. */
export const registrationSchema = z
  .object({
    email: z.email(),
    password: z.string().openapi({ description: "At least 8 characters with upper case, lower case and digits" }),
    role: z.enum(ROLE_WORDS).optional().openapi({ description: "In any case" }),
    name: z.string().optional().openapi({ description: "What it is called on journeys" }),
  })
  .openapi("InspectionRegistration");

/** A log-in. */
export const credentialsSchema = z.object({ email: z.string(), password: z.string() }).openapi("InspectionCredentials");

/** A log-in's answer. */
export const tokenSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds" }),
    user: loggedInSchema,
  })
  .openapi("InspectionToken");

/** A wallet to bind. */
export const challengeRequestSchema = z.object({ address: z.string() }).openapi("InspectionChallengeRequest");

/** What the wallet has to sign. */
export const challengeSchema = z
  .object({
    message: z.string().openapi({ description: "The text to sign with `personal_sign` (EIP-4361), as it is" }),
    nonce: z.string(),
    expires_at: z.iso.datetime(),
  })
  .openapi("InspectionChallenge");

/** A wallet to bind: with its signature, or without as one that the account says is its own. */
export const walletRequestSchema = z
  .object({ address: z.string(), message: z.string().optional(), signature: z.string().optional() })
  .openapi("InspectionWalletRequest");

/** A wallet with its signature. */
export const walletSchema = z
  .object({ address: z.string(), message: z.string(), signature: z.string() })
  .openapi("InspectionWallet");

/** A file to upload. */
export const uploadRequestSchema = z
  .object({
    filename: z.string().max(255).optional(),
    content_type: z.string().openapi({ example: "application/pdf" }),
    size: z.int().min(1).optional().openapi({ description: "Bytes; any, if left out" }),
    sha256: z
      .string()
      .optional()
      .openapi({ description: "64 hexadecimal digits, for this file alone; if left out, it is taken on arrival" }),
    restricted: z.boolean().optional().openapi({ description: "Whether it is withheld from the public" }),
  })
  .openapi("InspectionUploadRequest");

/** Where to upload it. */
export const uploadSchema = z
  .object({
    upload_url: z.url(),
    method: z.literal("PUT"),
    headers: z.record(z.string(), z.string()).openapi({ description: "To be sent with the file" }),
    file_url: z.url().openapi({ description: "Where it is found afterwards" }),
    expires_at: z.iso.datetime(),
  })
  .openapi("InspectionUpload");

/** An uploaded file. */
export const fileSchema = z
  .object({ file_url: z.url(), sha256: z.string(), size: z.int(), content_type: z.string() })
  .openapi("InspectionFile");

/** A batch to create. */
export const batchRequestSchema = z
  .object({
    metadata: z
      .looseObject({
        name: z.string().optional(),
        description: z.string().optional(),
        quantity: z.number().optional(),
        unit: z.string().optional(),
        harvest_date: time().optional(),
      })
      .openapi({ description: "Any JSON object: these fields are understood, and all are kept as they are told" }),
  })
  .openapi("InspectionBatchRequest");

/** A batch. */
export const batchSchema = z
  .object({
    id: z.string(),
    metadata: z.record(z.string(), z.unknown()),
    status: z.enum(["created", "passed", "failed", "recalled"]),
    created_at: z.iso.datetime(),
    owner_id: z.string().openapi({ description: "Who holds it: a user's id, or the address of an unknown wallet" }),
    ...chain,
    withheld: z.literal(true).optional().openapi({ description: "Its description cannot be shown" }),
  })
  .openapi("InspectionBatch");

/** An inspection to submit. */
export const inspectionRequestSchema = z
  .object({
    result: z.enum(["pass", "fail"]),
    file_url: z.url(),
    insp_date: time().optional().openapi({ description: "A day or a time (ISO 8601); now, if left out" }),
  })
  .openapi("InspectionRequest");

/** An inspection. */
export const inspectionSchema = z
  .object({
    id: z.string(),
    batch_id: z.string(),
    result: z.enum(["pass", "fail"]),
    file_url: z.url().nullable(),
    insp_date: time(),
    ...chain,
    withheld: z.literal(true).optional().openapi({ description: "Its report cannot be shown" }),
  })
  .openapi("Inspection");

/** A batch with its inspections. */
export const batchStorySchema = batchSchema
  .extend({ inspections: z.array(inspectionSchema) })
  .openapi("InspectionBatchStory");

const operation = z.object({
  id: z.string(),
  state: z.enum(["unsigned", "waiting", "sent", "mined", "final"]),
  url: z.string(),
  typed_data: z
    .unknown()
    .openapi({ description: "What the account's own wallet has to sign (EIP-712); null where this server signs" }),
  created_at: z.iso.datetime(),
});

/** A write on its way to the chain. */
export const operationSchema = z.object({ operation }).openapi("InspectionOperation");

/** A batch on its way to the chain. */
export const acceptedBatchSchema = z
  .object({ id: z.string().openapi({ description: "The batch's" }), operation })
  .openapi("InspectionAcceptedBatch");

/** An account with its wallet, and what the wallet may sign so that each of its addresses acts for the other. */
export const boundWalletSchema = z
  .object({ user: userSchema, operations: z.array(operation) })
  .openapi("InspectionBoundWallet");

/** A failure (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    message: z.string().openapi({ description: "The detail, or of several fields what is wrong with each" }),
    errors: z
      .array(
        z.object({ detail: z.string(), pointer: z.string().openapi({ description: "JSON pointer into the body" }) }),
      )
      .optional(),
  })
  .openapi("InspectionProblem");
