/** Translates the ERP's rows into our terms, by a mapping. */
import { z } from "zod";
import { type CompanyOrder, type InvitedCompany, ORDER_STATUSES } from "../../domain/orders/erp.ts";
import { batchCodesOf } from "./batch-codes.ts";
import { valueAt, valuesAt } from "./json.ts";
import type { ErpMapping } from "./mapping.ts";

const text = z.union([z.string(), z.int()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? "");

const identifier = text.refine((value) => value.trim() !== "");

const companySchema = z.object({
  customerId: identifier,
  companyId: text,
  companyName: text,
  inviteCode: optionalText,
});
const orderSchema = z.object({
  customerId: text.nullish(),
  id: text,
  number: text,
  customerName: optionalText,
  orderedAt: optionalText,
  status: optionalText,
  materials: z
    .array(z.unknown())
    .nullish()
    .transform((materials) => materials ?? []),
});
const materialSchema = z.object({ id: text, code: optionalText, status: optionalText, batchCodes: z.unknown() });
const rowsSchema = z.array(z.unknown());
const totalSchema = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0));

/** An order, and its customer according to the ERP; undefined if the ERP does not say. */
export interface OwnedOrder {
  readonly customerId: string | undefined;
  readonly order: CompanyOrder;
}

/** Translates the ERP's terms into ours. */
export interface ErpFields {
  /** The companies in an answer. Throws for a malformed answer, like the next one. */
  companies(answer: unknown): InvitedCompany[];
  orders(answer: unknown): { readonly rows: readonly OwnedOrder[]; readonly total: number };
}

/** The fields of a mapping. */
export function erpFields(mapping: ErpMapping): ErpFields {
  const { companies, orders, materials, timeZone } = mapping;
  const { rows: _, ...companyNames } = companies;
  const meanings = new Map(
    ORDER_STATUSES.flatMap((status) => mapping.statuses[status].map((word) => [word, status] as const)),
  );
  // An unknown status is shown as is: hiding the order would be worse.
  const statusOf = (word: string) => meanings.get(word) ?? word;

  function orderOf(row: unknown): OwnedOrder {
    const { rows: _, total: __, ...names } = orders;
    const { customerId, orderedAt, status, materials: lines, ...rest } = orderSchema.parse(valuesAt(row, names));
    const order = {
      ...rest,
      orderedAt: dateOf(orderedAt, timeZone),
      status: statusOf(status),
      materials: lines.map((line) => {
        const material = materialSchema.parse(valuesAt(line, materials));
        return { ...material, status: statusOf(material.status), batchCodes: batchCodesOf(material.batchCodes) };
      }),
    };
    return { customerId: customerId ?? undefined, order };
  }

  return {
    companies: (answer) =>
      rowsSchema.parse(valueAt(answer, companies.rows)).map((row) => companySchema.parse(valuesAt(row, companyNames))),
    orders: (answer) => ({
      rows: rowsSchema.parse(valueAt(answer, orders.rows)).map(orderOf),
      total: totalSchema.parse(valueAt(answer, orders.total)),
    }),
  };
}

/** A time in one of the forms that ERPs use: a day, a day with a time, or milliseconds since 1970. */
function dateOf(written: string, timeZone: string): Date | null {
  if (/^\d{13}$/.test(written)) return new Date(Number(written));
  const [, day, time = "00:00:00", offset = timeZone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(written) ?? [];
  const date = new Date(`${day}T${time}${offset}`);
  // JavaScript turns the 30th of February into a day in March.
  const isDay = !Number.isNaN(date.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(String(day));
  return isDay ? date : null;
}
