/** Sales: one of a customer's, or those that a search finds. */
import type { OrderQuery } from "../../../domain/orders/erp.ts";
import type { Domain, TrytonModels } from "./models.ts";
import { SALE_FIELDS, type Sale, saleSchema } from "./records.ts";
import { salesOfStatus } from "./statuses.ts";

/** The largest id: PostgreSQL refuses to search for more. */
const LARGEST_ID = 2_147_483_647;
const SEARCHED = ["number", "reference", "lines.product.code", "lines.product.name"];

/** A page of a customer's sales, the latest first, and how many there are. */
export async function searchSales(
  models: TrytonModels,
  party: number,
  query: OrderQuery,
): Promise<{ readonly sales: readonly Sale[]; readonly total: number }> {
  const { pageSize, page } = query;
  const where = searchOf(party, query);
  const [total, sales] = await Promise.all([
    models.count("sale.sale", where),
    readSales(models, where, pageSize, (page - 1) * pageSize),
  ]);
  if (sales.some((sale) => sale.party !== party) || sales.length > pageSize) {
    throw new Error("Tryton answered with what was not asked for");
  }
  return { sales, total };
}

/** A customer's sale that matches; undefined if there is none, or only another customer's. */
export async function oneSale(models: TrytonModels, party: number, where: Domain): Promise<Sale | undefined> {
  const [sale] = await readSales(models, [["party", "=", party], where], 1);
  return sale?.party === party ? sale : undefined;
}

/** A sale's number; drafts have none, and are known by their id as in Tryton itself. */
export function numberOf({ id, number }: Sale): string {
  return number || `(${id})`;
}

/** Tryton's id in a name of ours; undefined if it is malformed. */
export function idOf(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= LARGEST_ID ? Number(text) : undefined;
}

function readSales(models: TrytonModels, where: Domain, limit: number, offset = 0): Promise<Sale[]> {
  return models.read({
    model: "sale.sale",
    where,
    fields: SALE_FIELDS,
    order: [["id", "DESC"]],
    offset,
    limit,
    schema: saleSchema,
  });
}

function searchOf(party: number, { keyword, status }: OrderQuery): Domain {
  // % and _ are wildcards in Tryton: escaped.
  const like = `%${keyword?.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    ["party", "=", party],
    ...(status === undefined ? [] : salesOfStatus(status)),
    ...(keyword === undefined ? [] : [["OR", ...SEARCHED.map((field) => [field, "ilike", like])]]),
  ];
}
