/** The shapes of this dialect, for its documentation. */
import { z } from "@hono/zod-openapi";
import { ROLE_TYPES } from "./roles.ts";

const address = () =>
  z.string().openapi({
    description: "EIP-55; the zero address where all else beside it is empty, or nobody in this role acted",
    example: `0x${"0".repeat(40)}`,
  });
const seconds = () => z.int().openapi({ description: "Unix seconds; 0 for none", example: 1705276800 });
const tomatoId = () => z.string().openapi({ example: `TOMATO_${"e8fb3e1a".repeat(8)}` });
const batchCode = () =>
  z.string().openapi({ description: "The batch's public code, for its label and page", example: "BA20240115K123456" });
const day = () => z.iso.date().openapi({ example: "2024-01-15" });
const uid = () => z.string().optional().openapi({ description: "The user's UID, here or in the header X-User-UID" });

/** A tomato. */
export const tomatoSchema = z
  .object({
    base: z.object({
      TomatoId: tomatoId(),
      ProductionArea: z.string(),
      HarvestDate: seconds(),
      HarvestEvaluation: z.string(),
      BatchCode: batchCode(),
      Grower: address(),
    }),
    process: z.object({ ProcessingDate: seconds(), SamplingEvaluation: z.string(), Factory: address() }),
    transport: z.object({ TransportInfo: z.string(), Logistic: address() }),
  })
  .openapi("Tomato");

/** A failure. */
export const errorSchema = z
  .object({
    error: z.string(),
    hint: z
      .string()
      .optional()
      .openapi({ description: "For want of a role: what is waited for, or how to ask for it" }),
  })
  .openapi("TomatoError");

/** A registration. */
export const registrationSchema = z.object({ role_type: z.enum(ROLE_TYPES) }).openapi("TomatoRoleRegistration");

/** A registered role. */
export const registeredSchema = z
  .object({
    uid: z.uuidv4().openapi({ description: "A secret, told this once: whoever knows it acts as this account" }),
    role_type: z.enum(ROLE_TYPES),
    address: z.string(),
    message: z.string(),
  })
  .openapi("TomatoRole");

/** Which UID. */
export const uidSchema = z.object({ uid: uid() }).openapi("TomatoUid");

/** An updated harvest. */
export const additionSchema = z
  .object({ uid: uid(), production_area: z.string(), harvest_date: day() })
  .openapi("TomatoAddition");

/** What was added. */
export const addedSchema = z
  .object({ tomato_id: tomatoId(), batch_code: batchCode(), message: z.string() })
  .openapi("TomatoAdded");

/** A harvest of an existing tomato. */
export const harvestSchema = z
  .object({ tomato_id: tomatoId(), production_area: z.string(), harvest_date: day(), uid: uid() })
  .openapi("TomatoHarvest");

/** A transport. */
export const transportSchema = z
  .object({ tomato_id: tomatoId(), transport_info: z.string(), uid: uid() })
  .openapi("TomatoTransport");

/** A processing. */
export const processingSchema = z
  .object({ tomato_id: tomatoId(), processing_date: day(), uid: uid() })
  .openapi("TomatoProcessing");

/** A request for an evaluation. */
export const evaluationSchema = z
  .object({ tomato_id: tomatoId(), role: z.enum(["sampling", "harvest"]), uid: uid() })
  .openapi("TomatoEvaluation");

/** The evaluation service's answer, passed on as it came. */
export const evaluatedSchema = z
  .looseObject({ code: z.string(), data: z.unknown(), message: z.string() })
  .openapi("TomatoEvaluated");

/** An answer with only a message. */
export const messageSchema = z.object({ message: z.string() }).openapi("TomatoMessage");

/** A write on its way to the chain. */
export const acceptedSchema = z
  .object({
    message: z.string(),
    tomato_id: tomatoId().optional(),
    batch_code: batchCode().optional(),
    evaluation: evaluatedSchema.optional(),
    operation: z.object({
      id: z.string(),
      state: z.enum(["unsigned", "waiting", "sent", "mined", "final", "failed"]),
      url: z.string(),
      typed_data: z
        .record(z.string(), z.unknown())
        .nullable()
        .openapi({ description: "What the actor's own wallet has to sign (EIP-712)" }),
    }),
  })
  .openapi("TomatoAccepted");
