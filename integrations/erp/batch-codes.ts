/** Batch codes in ERP documents. */
import { isAddressableCode } from "../../domain/batches/batch-code.ts";

/** The most codes taken from one field and from one document. Further ones are left out. */
const FIELD_LIMIT = 50;
const DOCUMENT_LIMIT = 500;

/** Separates codes in a text. A space does not: a sentence is not a list of codes. */
const SEPARATOR = /[,;|，；、\r\n\t]/;

/**
 * The codes in one field: a list of codes, or a text with one or several. Malformed codes and duplicates are left out.
 */
export function batchCodesOf(value: unknown): string[] {
  const codes = new Set<string>();
  const parts = typeof value === "string" ? value.split(SEPARATOR, FIELD_LIMIT * 2) : [value].flat();
  for (const part of parts) {
    if (codes.size === FIELD_LIMIT) break;
    // A number with more digits than a double can hold is no longer the code that was written.
    const code = Number.isSafeInteger(part) ? String(part) : typeof part === "string" ? part.trim() : "";
    if (isAddressableCode(code)) codes.add(code);
  }
  return [...codes];
}

/** The codes in a document, wherever a field of this name occurs in it, in the document's order. */
export function batchCodesIn(document: unknown, field: string): string[] {
  const codes = new Set<string>();
  // An explicit stack instead of recursion: the depth of a document is unbounded.
  const ahead: { readonly value: unknown; readonly named: boolean }[] = [{ value: document, named: false }];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { value, named } = next;
    for (const code of named ? batchCodesOf(value) : []) {
      if (codes.size < DOCUMENT_LIMIT) codes.add(code);
    }
    if (codes.size === DOCUMENT_LIMIT) break;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value).reverse()) {
      ahead.push({ value: inner, named: !Array.isArray(value) && key === field });
    }
  }
  return [...codes];
}
