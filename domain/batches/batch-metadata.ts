/** Batches described by free metadata: which fields are understood, and what stands in for them elsewhere. */
import { type Clock, dayOf, pastTimeSchema } from "../shared/days.ts";
import type { JsonValue } from "../shared/json.ts";
import { inUnit, toldAmount, toThousandths, unitOf } from "../shared/quantity.ts";
import { numberTold } from "../shared/quantity-input.ts";
import type { Batch } from "./batch.ts";
import type { BatchFields } from "./create-batch.ts";

/** Any JSON object. */
export type Metadata = Readonly<Record<string, JsonValue>>;

/** The name of a batch whose metadata has none. */
const UNNAMED = "Batch";
/** Pieces: the unit where none is given. */
const PIECE = "H87";

/**
 * The fields of a batch that its metadata states in a known form. Other forms are not an error: everything is kept as
 * is among the attributes.
 */
export function fieldsOfMetadata(metadata: Metadata, clock: Clock): BatchFields {
  const field = (name: string) => (Object.hasOwn(metadata, name) ? metadata[name] : undefined);
  const text = (name: string, maximum: number) => {
    const value = field(name);
    return typeof value === "string" && value.trim().length <= maximum ? value.trim() : "";
  };
  const harvestDate = pastTimeSchema("Harvest date", clock).safeParse(field("harvest_date")).data;
  return {
    name: text("name", 200) || UNNAMED,
    description: text("description", 5000),
    ...amountOf(field("quantity"), field("unit")),
    ...(harvestDate ? { harvestDate } : {}),
    productId: "",
    farmId: "",
    certifications: [],
    attributes: { ...metadata },
    contributions: "named",
    restricted: false,
  };
}

/** Without a known unit a number is meaningless: the chain would record it in the wrong unit. */
function amountOf(quantity: unknown, unit: unknown): Pick<BatchFields, "quantity" | "unit"> {
  const known = isEmpty(unit) ? unitOf(PIECE) : typeof unit === "string" ? unitOf(unit.trim()) : undefined;
  const number = numberTold(quantity);
  const thousandths = known && typeof number === "number" ? toThousandths(number) : undefined;
  const onChain = known && thousandths !== undefined ? inUnit(thousandths, known) : undefined;
  return { unit: known?.code ?? PIECE, quantity: onChain ?? 0n };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * A batch's metadata: what it was created from; for a batch created otherwise, its description besides its attributes, with
 * what is left of it; and where the description cannot be shown, what is on chain.
 */
export function metadataOf({ description, code, quantity, made, unit }: Batch): Metadata {
  // Of a batch that was made without a quantity none is known; of one that is used up none is left.
  const amount = made === 0n ? {} : { ...toldAmount(quantity, unit, description?.toldUnit) };
  if (!description) return { batch_code: code, ...amount };

  const { product, producer, certifications, harvestDate, lot } = description;
  const described: Record<string, JsonValue> = {
    ...(description.name === UNNAMED ? {} : { name: description.name }),
    ...(description.description ? { description: description.description } : {}),
    ...amount,
    ...(harvestDate ? { harvest_date: dayOrTime(harvestDate) } : {}),
    ...(lot === undefined ? {} : { lot }),
    ...(certifications.length > 0 ? { certifications: [...certifications] } : {}),
    ...(product.id ? { product_id: product.id, product_name: product.name } : {}),
    ...(producer.id ? { farm_id: producer.id, farm_name: producer.name } : {}),
  };
  const metadata: Record<string, JsonValue> = { ...description.attributes };
  const isPlain = Object.hasOwn(metadata, "quantity");
  for (const [name, value] of Object.entries(described)) {
    if (name === "unit" && isPlain) continue;
    if (!Object.hasOwn(metadata, name)) metadata[name] = value;
  }
  return metadata;
}

/** A time at the start of a day was given as that day. */
function dayOrTime(time: string): string {
  return time.endsWith("T00:00:00Z") ? dayOf(time) : time;
}
