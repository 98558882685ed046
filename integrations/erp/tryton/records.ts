/** The fields read from Tryton's records, in one place. `a.` holds fields of the record that `a` refers to. */
import { z } from "zod";

const id = z.int().positive();
const text = z.string().nullish();
const day = z.iso
  .date()
  .nullish()
  .transform((value) => value ?? null);
/** A quantity is null if it was not filled in. */
const quantity = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

/** A contact mechanism that holds an invite code, with its party. */
export const INVITE_FIELDS = ["value", "party", "party.code", "party.name"];
export const inviteSchema = z.object({ value: text, party: id, "party.": z.object({ code: text, name: text }) });

export const SALE_FIELDS = [
  ...["number", "reference", "party", "party.name", "company", "sale_date", "state", "shipment_state"],
];
export const saleSchema = z
  .object({
    id,
    number: text,
    reference: text,
    party: id,
    "party.": z.object({ name: text }),
    company: id,
    sale_date: day,
    state: z.string(),
    shipment_state: z.string(),
  })
  .transform(({ "party.": party, ...sale }) => ({ ...sale, partyName: party.name ?? "" }));
/** An order. */
export type Sale = z.output<typeof saleSchema>;

export const LINE_FIELDS = [
  ...[
    "sale",
    "product",
    "product.code",
    "product.name",
    "description",
    "quantity",
    "unit.symbol",
    "moves",
    "move_done",
  ],
];
export const lineSchema = z
  .object({
    id,
    sale: id,
    product: id.nullable(),
    "product.": z.object({ code: text, name: text }).nullish(),
    description: text,
    quantity,
    "unit.": z.object({ symbol: text }).nullish(),
    moves: z.array(id),
    move_done: z.boolean(),
  })
  .transform(({ "product.": product, "unit.": unit, moves, move_done: moved, ...line }) => ({
    ...line,
    code: product?.code ?? "",
    name: product?.name ?? line.description ?? "",
    unit: unit?.symbol ?? "",
    sent: moved && moves.length > 0,
  }));
/** A material line of an order. */
export type Line = z.output<typeof lineSchema>;

const lot = z.object({ number: text }).nullish();

export const PRODUCTION_FIELDS = [
  ...["number", "reference", "origin", "company", "product", "quantity", "state"],
  ...["planned_date", "effective_date", "outputs.product"],
];
export const PRODUCTION_LOT_FIELDS = ["outputs.lot.number"];
export const productionSchema = z
  .object({
    id,
    number: text,
    reference: text,
    origin: text,
    company: id,
    product: id.nullable(),
    quantity,
    state: z.string(),
    planned_date: day,
    effective_date: day,
    "outputs.": z.array(z.object({ product: id.nullable(), "lot.": lot })),
  })
  .transform(({ "outputs.": outputs, ...production }) => ({
    ...production,
    // By-products are not what was ordered.
    lots: outputs
      .filter(({ product }) => product === production.product)
      .flatMap(({ "lot.": of }) => (of?.number ? [of.number] : [])),
  }));
/** A production. */
export type Production = z.output<typeof productionSchema>;

export const MOVE_FIELDS = ["origin", "quantity", "state", "effective_date"];
export const MOVE_LOT_FIELDS = ["lot.number"];
export const moveSchema = z
  .object({ id, origin: z.string(), quantity, state: z.string(), effective_date: day, "lot.": lot })
  .transform(({ "lot.": of, ...move }) => ({ ...move, lot: of?.number || null }));
/** A part of a line that was or will be sent. */
export type Move = z.output<typeof moveSchema>;
