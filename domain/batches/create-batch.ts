import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { farmPlace } from "../catalogue/place-of.ts";
import { requireUse } from "../catalogue/require-use.ts";
import { fileIn } from "../files/attachments.ts";
import {
  idempotencyOf,
  newSalt,
  type SubmitServices,
  settled,
  submitAct,
  type Written,
} from "../operations/submit-act.ts";
import { type BatchDescription, RECORD_FORMAT } from "../records/record-document.ts";
import { requireRole } from "../roles/require-role.ts";
import type { Context, Services } from "../services.ts";
import { type Clock, pastTimeSchema, toldNow } from "../shared/days.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { jsonObject, optionalText, parseInput, requiredName, requiredText, textList } from "../shared/input.ts";
import { isLot } from "../shared/lot.ts";
import { inUnit, MAXIMUM_THOUSANDTHS, type Unit, unitName, unitOf } from "../shared/quantity.ts";
import { quantityOf } from "../shared/quantity-input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Batch } from "./batch.ts";
import { NEW_BATCH_CODE } from "./batch-code.ts";
import { type CodeServices, codesInTurn, freeCode } from "./free-code.ts";

/** What creating a batch needs. */
export type CreateServices = SubmitServices & CodeServices & Pick<Services, "farms" | "locations" | "products">;

/** Who may write on a batch besides its holder and authorities: whom the holder admits, or whoever has a role. */
export const CONTRIBUTIONS = ["named", "open"] as const;
export type Contributions = (typeof CONTRIBUTIONS)[number];

/** How a batch stands. */
export const contributionsOf = ({ open }: Pick<Batch, "open">): Contributions => (open ? "open" : "named");

/** One of them in a request. */
export const contributionsSchema = z.enum(CONTRIBUTIONS, { error: "Contributions must be named or open" });

const POSITIVE = "Quantity must be a positive number";

/** The input for creating a batch. Rules and messages are those of the traces document. */
export function createBatchInput(clock: Clock) {
  return z.object({
    name: requiredName("Name", 200),
    description: optionalText("Description", 5000),
    productId: optionalText("Product ID", 64),
    quantity: quantityOf(
      z
        .number({ error: POSITIVE })
        .positive(POSITIVE)
        .max(
          Number(MAXIMUM_THOUSANDTHS) / 1000,
          `Quantity must be at most ${MAXIMUM_THOUSANDTHS / 1000n}.${MAXIMUM_THOUSANDTHS % 1000n}`,
        ),
      "Quantity must have at most three decimals",
    ),
    unit: requiredText("Unit", 20).refine(
      (unit) => unitOf(unit) !== undefined,
      "Unit must be a usual unit (kg, box, 箱, 斤 …) or a UN/ECE Recommendation 20 or 21 code of an amount",
    ),
    farmId: optionalText("Farm ID", 64),
    harvestDate: pastTimeSchema("Harvest date", clock).nullish(),
    certifications: textList("Certifications"),
    attributes: jsonObject("Attributes"),
    /** Which lot of its product it is, as its maker numbers them (GS1 Application Identifier 10). */
    lot: z
      .string({ error: "Lot must be a text" })
      .refine(isLot, "Lot must be 1 to 20 letters, digits or signs of GS1's set")
      .optional(),
    /** The batch's public name; the lot or made up if left out. */
    batchCode: z
      .string({ error: "Batch code must be a text" })
      .regex(NEW_BATCH_CODE, "Batch code must be 1 to 64 printable ASCII characters without spaces, colons and tildes")
      // Browsers resolve these two as path steps.
      .refine((code) => code !== "." && code !== "..", "Batch code must not be a dot or two")
      .optional(),
    contributions: contributionsSchema.default("named"),
    /** Whether the description is withheld from the public. */
    restricted: z.boolean({ error: "Restricted must be true or false" }).default(false),
  });
}

/** A batch to create. Dialects with other inputs fill this in themselves. */
export interface BatchFields extends z.output<ReturnType<typeof createBatchInput>> {
  /** In thousandths of the unit on chain, which is `unit`: a code. */
  readonly quantity: bigint;
  /** The holder's own word for the unit, where it is another. */
  readonly toldUnit?: string | undefined;
  /** Its origin, if that is not a farm of the catalogue. */
  readonly producer?: { readonly name: string; readonly location: string };
}

/**
 * Create a batch in the account's name. Throws `validation`, `forbidden`, and a `conflict` if the code is taken.
 * Returns the batch as it was created, also to a later request with the same idempotency key.
 */
export async function createBatch(services: CreateServices, context: Context, input: unknown): Promise<Written<Batch>> {
  requireAccount(context);
  const fields = parseInput(createBatchInput(services), input);
  return createBatchOf(services, context, { ...fields, ...amountOnChain(fields) }, input);
}

/** An amount as the chain counts it, and the word that it was told in. */
export function amountOnChain({ quantity, unit: word }: { readonly quantity: bigint; readonly unit: string }) {
  const unit = unitOf(word) as Unit;
  const thousandths = inUnit(quantity, unit);
  if (thousandths === undefined || thousandths === 0n) {
    throw invalid("quantity", `Quantity must be a whole number of thousandths of ${unitName(unit.code)}`);
  }
  return { quantity: thousandths, unit: unit.code, ...(word === unitName(unit.code) ? {} : { toldUnit: word }) };
}

/**
 * Create a batch from validated fields, which may lack a quantity (0): not every dialect has one.
 *
 * @param input The request's content, which its idempotency key is bound to.
 */
export async function createBatchOf(
  services: CreateServices,
  context: Context,
  fields: BatchFields,
  input: unknown,
): Promise<Written<Batch>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "create", input });

  // Only until it is accepted: the chain is waited for side by side.
  const asked = { ...context, respondAsync: true };
  const accepted = await codesInTurn([fields], () =>
    submitAct(services, asked, account, idempotency, async () => {
      await requireRole(services, context, account, "creation", "create a trace batch");
      const batch = await describeBatch(services, account, fields);
      const code = await freeCode(services, account, fields, batch.product.gtin);
      return {
        restricted: fields.restricted,
        document: {
          format: RECORD_FORMAT,
          salt: newSalt(),
          code,
          eventTime: fields.harvestDate ?? toldNow(services),
          record: "creation",
          batch,
        },
        act: (digest) => ({
          verb: "create",
          code,
          unit: fields.unit,
          quantity: fields.quantity,
          open: fields.contributions === "open",
          digest,
        }),
      };
    }),
  );
  const operation = await settled(services, context, accepted);
  return { operation, result: operation.chain && (await asCreated(services, operation.act)) };
}

/** A snapshot of product and farm: a record says what was true when it was written. */
export async function describeBatch(
  services: Pick<Services, "farms" | "locations" | "objects" | "products">,
  account: Account,
  fields: BatchFields,
): Promise<BatchDescription> {
  const [product, farm] = await Promise.all([
    fields.productId ? services.products.byId(fields.productId) : undefined,
    fields.farmId ? services.farms.byId(fields.farmId) : undefined,
  ]);
  if (fields.productId && !product) throw invalid("productId", `Product with ID ${fields.productId} does not exist`);
  if (fields.farmId && !farm) throw invalid("farmId", `Farm with ID ${fields.farmId} does not exist`);
  if (product) await requireUse(services.products, account, "product", product);
  if (farm) await requireUse(services.farms, account, "farm", farm);
  const place = farm && farmPlace(await services.locations.byId(farm.id));
  // A picture that has since been withdrawn goes into no new record.
  const picture = product?.image ? await services.objects.info(product.image) : undefined;
  const image =
    picture?.visibility === "public" ? fileIn({ type: "image", title: product?.name ?? "" }, picture) : null;

  return {
    name: fields.name,
    description: fields.description,
    state: "active",
    quantity: String(fields.quantity),
    unit: fields.unit,
    ...(fields.toldUnit === undefined ? {} : { toldUnit: fields.toldUnit }),
    harvestDate: fields.harvestDate ?? null,
    ...(fields.lot === undefined ? {} : { lot: fields.lot }),
    certifications: fields.certifications,
    attributes: fields.attributes,
    product: {
      id: product?.id ?? "",
      name: product?.name ?? fields.name,
      description: product?.description ?? "",
      ...(product?.gtin ? { gtin: product.gtin } : {}),
      image,
      nutritionalInfo: { ...product?.nutritionalInfo },
      storageGuide: product?.storageGuide ?? "",
    },
    producer: {
      id: farm?.id ?? "",
      name: farm?.name ?? fields.producer?.name ?? account.name,
      location: farm?.location ?? fields.producer?.location ?? "",
      certifications: [...(farm?.certifications ?? [])],
      ...(place ? { place } : {}),
    },
  };
}

/** The batch as of its first line. */
async function asCreated(
  services: Pick<Services, "mirror">,
  act: { readonly verb: string; readonly code?: string },
): Promise<Batch> {
  const batch = act.code === undefined ? undefined : await services.mirror.batchByCode(act.code);
  const first = batch && (await services.mirror.lineAt(batch.id, 1));
  if (!batch || !first) throw new DomainError("unavailable", "The batch is on chain but cannot be read yet");
  const { document, visibility, head } = first;
  const description = document?.record === "creation" ? document.batch : null;
  return {
    ...batch,
    seq: 1,
    head,
    status: "active",
    verdict: null,
    updatedAt: batch.createdAt,
    description,
    visibility,
  };
}
