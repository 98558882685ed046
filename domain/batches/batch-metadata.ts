/** Batches that are told by free metadata: what of it is understood, and what others tell in its stead. */

import type { JsonValue } from "../shared/json.ts";
import { fromThousandths, toThousandths, unitCode, unitName } from "../shared/quantity.ts";
import { isoDay, pastDateSchema } from "../shared/time.ts";
import type { Batch } from "./batch.ts";
import type { BatchFields } from "./create-batch.ts";

/** Any JSON object. */
export type Metadata = Readonly<Record<string, JsonValue>>;

/** What a batch is called whose metadata tells no name. */
const UNNAMED = "Batch";
/** Pieces: what is counted where no unit is told. */
const PIECE = "H87";

/**
 * The fields of a batch that its metadata tells plainly. Whatever is told in another way is no error: all of it is kept
 * as it is among the attributes.
 */
export function fieldsOfMetadata(metadata: Metadata, now: () => Date): BatchFields {
  const told = (name: string) => (Object.hasOwn(metadata, name) ? metadata[name] : undefined);
  const text = (name: string, maximum: number) => {
    const value = told(name);
    return typeof value === "string" && value.trim().length <= maximum ? value.trim() : "";
  };
  const harvestDate = pastDateSchema("Harvest date", now).safeParse(told("harvest_date")).data;
  return {
    name: text("name", 200) || UNNAMED,
    description: text("description", 5000),
    ...amountOf(told("quantity"), told("unit")),
    ...(harvestDate ? { harvestDate } : {}),
    productId: "",
    farmId: "",
    certifications: [],
    attributes: { ...metadata },
    restricted: false,
  };
}

/** Without a unit that is known, a number says nothing: the chain would tell it of something else. */
function amountOf(quantity: unknown, unit: unknown): Pick<BatchFields, "quantity" | "unit"> {
  const code = unit === undefined ? PIECE : typeof unit === "string" ? unitCode(unit) : undefined;
  const thousandths = code !== undefined && typeof quantity === "number" ? toThousandths(quantity) : undefined;
  return { unit: code ?? PIECE, quantity: thousandths ?? 0n };
}

/**
 * A batch's metadata: what it was created from; of a batch that was told in other ways, what its description tells
 * besides its attributes; and where the description cannot be shown, what the chain tells.
 */
export function metadataOf({ description, code, quantity, unit }: Batch): Metadata {
  const amount = (thousandths: bigint | string, of: string) =>
    BigInt(thousandths) === 0n ? {} : { quantity: fromThousandths(thousandths), unit: unitName(of) };
  if (!description) return { batch_code: code, ...amount(quantity, unit) };

  const { product, producer, certifications, harvestDate } = description;
  const told: Record<string, JsonValue> = {
    ...(description.name === UNNAMED ? {} : { name: description.name }),
    ...(description.description ? { description: description.description } : {}),
    ...amount(description.quantity, description.unit),
    ...(harvestDate ? { harvest_date: dayOrTime(harvestDate) } : {}),
    ...(certifications.length > 0 ? { certifications: [...certifications] } : {}),
    ...(product.id ? { product_id: product.id, product_name: product.name } : {}),
    ...(producer.id ? { farm_id: producer.id, farm_name: producer.name } : {}),
  };
  const metadata: Record<string, JsonValue> = { ...description.attributes };
  const isPlain = Object.hasOwn(metadata, "quantity");
  for (const [name, value] of Object.entries(told)) {
    if (name === "unit" && isPlain) continue;
    if (!Object.hasOwn(metadata, name)) metadata[name] = value;
  }
  return metadata;
}

/** A time at the beginning of a day was told as that day. */
function dayOrTime(time: string): string {
  return time.endsWith("T00:00:00Z") ? isoDay(new Date(time)) : time;
}
