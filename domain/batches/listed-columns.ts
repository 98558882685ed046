import { type BoundLine, belongs } from "../records/binding.ts";
import { parseDocument } from "../records/record-document.ts";
import { searchable } from "../shared/searchable.ts";
import { isoTime } from "../shared/time.ts";
import { lotOf } from "./lot-of.ts";

/** What lists and the resolver find a batch by. */
export interface ListedColumns {
  readonly name: string | null;
  readonly state: string;
  readonly harvestDate: string | null;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly search: string;
}

/**
 * What a batch is found by: its code, and what the public document says that describes it.
 *
 * @param text The document's; null where it is missing, erased or withheld: a hit would reveal it.
 * @param line The line that the document is of: another batch's document is none of this one.
 */
export function listedColumns(code: string, text: string | null, line: BoundLine | undefined): ListedColumns {
  const document = text === null ? undefined : parseDocument(text);
  const isOwn = document !== undefined && line !== undefined && belongs(document, code, line);
  const own = isOwn && "batch" in document ? document.batch : undefined;
  if (!own) return { name: null, state: "active", harvestDate: null, gtin: null, lot: null, search: searchable(code) };
  const { name, description, state, harvestDate, lot, product, producer } = own;
  const words = [name, description, product.name, producer.name, producer.location];
  return {
    name,
    state,
    // Sorted by, whatever the offset that it was told with.
    harvestDate: harvestDate && isoTime(new Date(harvestDate)),
    gtin: product.gtin ?? null,
    lot: lotOf(code, own) ?? null,
    search: searchable([code, ...(lot === undefined ? [] : [lot]), ...words].join("\n")),
  };
}
