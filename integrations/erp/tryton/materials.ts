/** The material lines of sales, with what was produced and sent for each. */
import type { TrytonModels } from "./models.ts";
import {
  LINE_FIELDS,
  type Line,
  lineSchema,
  MOVE_FIELDS,
  MOVE_LOT_FIELDS,
  type Move,
  moveSchema,
  PRODUCTION_FIELDS,
  PRODUCTION_LOT_FIELDS,
  type Production,
  productionSchema,
  type Sale,
} from "./records.ts";
import { statusOfLine, statusOfSale } from "./statuses.ts";

/** A material line, with everything Tryton has about it. */
export interface Material {
  readonly sale: Sale;
  readonly line: Line;
  readonly status: string;
  readonly productions: readonly Production[];
  /** What was sent for it. */
  readonly sent: readonly Move[];
  /** The codes of the batches that it consists of. */
  readonly batchCodes: readonly string[];
}

/** The material lines of these sales, in their order: four requests, however many sales. */
export async function materialsOf(models: TrytonModels, sales: readonly Sale[]): Promise<Material[]> {
  if (sales.length === 0) return [];
  const lines = await models.read({
    model: "sale.line",
    where: [
      ["sale", "in", sales.map(({ id }) => id)],
      ["type", "=", "line"],
    ],
    fields: LINE_FIELDS,
    order: [
      ["sequence", "ASC"],
      ["id", "ASC"],
    ],
    schema: lineSchema,
  });
  const lots = await models.lots();
  const [productions, moves] = await Promise.all([
    productionsOf(models, sales, lines, lots),
    sentFor(models, lines, lots),
  ]);
  const saleOf = new Map(sales.map((sale) => [sale.id, sale]));
  return lines.flatMap((line) => {
    const sale = saleOf.get(line.sale);
    if (!sale) return [];
    const own = productions.filter((production) => isFor(production, sale, line));
    const sent = moves.filter(({ origin }) => origin === originOf(line));
    const status = statusOfLine(statusOfSale(sale.state, sale.shipment_state), line.sent, line.quantity, own);
    return [{ sale, line, status, productions: own, sent, batchCodes: batchCodesOf(own, sent, lots) }];
  });
}

/** The batches of a production: its lots; its own number where Tryton keeps no lots. */
export function batchesOf(production: Production, lots: boolean): readonly string[] {
  if (production.state === "cancelled") return [];
  return lots ? production.lots : [production.number ?? ""].filter(Boolean);
}

function batchCodesOf(productions: readonly Production[], sent: readonly Move[], lots: boolean): string[] {
  const codes = [
    ...productions.flatMap((production) => batchesOf(production, lots)),
    // What is sold from stock was not produced for a particular order.
    ...sent.flatMap(({ lot }) => lot ?? []),
  ];
  return [...new Set(codes)];
}

/** Tryton links a production to its line (`sale_supply_production`), or the planner enters the sale's number. */
function isFor({ origin, reference, product, company }: Production, sale: Sale, line: Line): boolean {
  if (origin) return origin === originOf(line);
  return Boolean(reference) && reference === sale.number && product === line.product && company === sale.company;
}

function originOf({ id }: Line): string {
  return `sale.line,${id}`;
}

async function productionsOf(
  models: TrytonModels,
  sales: readonly Sale[],
  lines: readonly Line[],
  lots: boolean,
): Promise<Production[]> {
  return models.read({
    model: "production",
    where: [
      "OR",
      ["origin", "in", lines.map(originOf)],
      ["reference", "in", sales.flatMap(({ number }) => number || [])],
    ],
    fields: lots ? [...PRODUCTION_FIELDS, ...PRODUCTION_LOT_FIELDS] : PRODUCTION_FIELDS,
    schema: productionSchema,
  });
}

async function sentFor(models: TrytonModels, lines: readonly Line[], lots: boolean): Promise<Move[]> {
  return models.read({
    model: "stock.move",
    where: [
      ["origin", "in", lines.map(originOf)],
      ["state", "=", "done"],
    ],
    fields: lots ? [...MOVE_FIELDS, ...MOVE_LOT_FIELDS] : MOVE_FIELDS,
    schema: moveSchema,
  });
}
