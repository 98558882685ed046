/** The paths, names and terms of a REST ERP: a JSON document (docs/erp.md), or the built-in one. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ORDER_STATUSES } from "../../domain/orders/erp.ts";
import { BUILT_IN } from "./built-in-mapping.ts";
import { type Placeholders, parseTemplate } from "./template.ts";

/** A name in the ERP's JSON; dots step into objects. */
const name = z.string().regex(/^[^.]{1,100}(?:\.[^.]{1,100}){0,9}$/, "must be a name, or several with dots between");
/** The name of an optional field. */
const optionalName = name.nullable().default(null);

function path(placeholders: Placeholders) {
  return z
    .string()
    .max(2000)
    .transform((text, context) => {
      try {
        return parseTemplate(text, placeholders);
      } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
        return z.NEVER;
      }
    });
}

const paths = z.strictObject({
  companies: path({ always: ["inviteCode"] }),
  orders: path({ always: ["customerId", "page", "pageSize"], sometimes: ["keyword", "status"] }),
  orderStatus: path({ always: ["orderId", "customerId"] }),
  orderMaterials: path({ always: ["orderId", "customerId"] }),
  materialProgress: path({ always: ["materialId", "customerId"] }),
  health: path({ always: [] }).nullable(),
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const condition = z
  .strictObject({ field: name, equals: z.union([scalar, z.array(scalar).min(1)]) })
  .transform(({ field, equals }) => ({ field, equals: [equals].flat() }));

const word = z.union([z.string().min(1).max(100), z.int()]).transform(String);
const words = z.union([word, z.array(word).max(50)]).transform((given) => [given].flat());
const statuses = z
  .strictObject({ pending: words, producing: words, shipped: words, completed: words, cancelled: words })
  .superRefine((given, context) => {
    const meaning = new Map<string, string>();
    for (const status of ORDER_STATUSES) {
      for (const one of given[status]) {
        const other = meaning.get(one) ?? status;
        if (other !== status) context.addIssue({ code: "custom", path: [status], message: `has a word of ${other}` });
        meaning.set(one, status);
      }
    }
  });

const mappingSchema = z.strictObject({
  paths: paths.prefault(BUILT_IN.paths),
  /** The number of the first page. */
  firstPage: z.union([z.literal(0), z.literal(1)]).prefault(BUILT_IN.firstPage),
  authentication: z
    .strictObject({
      header: z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/, "must be the name of a header"),
      /** The prefix before the token; null for none. */
      scheme: z
        .string()
        .regex(/^[!-~]{1,100}$/, "must be one word")
        .nullable(),
    })
    .prefault(BUILT_IN.authentication),
  /** The offset of times that have none. */
  timeZone: z
    .string()
    .regex(/^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/, "must be an offset such as +08:00")
    .prefault(BUILT_IN.timeZone),
  /** The condition for an answer with status 200 to be a success; null if each is. */
  success: condition.nullable().prefault(BUILT_IN.success),
  /** The condition for "not found", besides status 404. */
  notFound: condition.nullable().prefault(BUILT_IN.notFound),
  companies: z
    .strictObject({ rows: name, customerId: name, companyId: name, companyName: name, inviteCode: name })
    .prefault(BUILT_IN.companies),
  orders: z
    .strictObject({
      rows: name,
      total: name,
      customerId: optionalName,
      id: name,
      number: name,
      customerName: optionalName,
      orderedAt: optionalName,
      status: name,
      materials: optionalName,
    })
    .prefault(BUILT_IN.orders),
  materials: z
    .strictObject({ id: name, code: optionalName, status: optionalName, batchCodes: optionalName })
    .prefault(BUILT_IN.materials),
  documents: z
    .strictObject({
      /** The document's position in an answer; null if it is the whole answer. */
      value: optionalName,
      customerId: optionalName,
      /** A plain key, searched at every depth. */
      batchCodes: z.string().min(1).max(100).nullable().default(null),
    })
    .prefault(BUILT_IN.documents),
  statuses: statuses.prefault(BUILT_IN.statuses),
});

/** A mapping of an ERP's names. */
export type ErpMapping = z.output<typeof mappingSchema>;

/** The built-in names. */
export const DEFAULT_MAPPING: ErpMapping = mappingSchema.parse({});

/** Read a mapping from JSON text. Throws an Error that names each wrong place, and quotes nothing of the text. */
export function parseErpMapping(text: string): ErpMapping {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0];
    throw new Error(`is no JSON${place ? `: see ${place}` : ""}`);
  }
  const missing = { error: ({ input }: { input?: unknown }) => (input === undefined ? "is missing" : undefined) };
  const result = mappingSchema.safeParse(content, missing);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".") || "the document"}: ${message}`);
  throw new Error(`is wrong: ${faults.join("; ")}`);
}

/** Read a mapping from a file. Throws as `parseErpMapping` does, and if there is no such file. */
export function readErpMapping(file: string): ErpMapping {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return parseErpMapping(text.replace(/^\uFEFF/, ""));
}
