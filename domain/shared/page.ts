import { z } from "zod";

/** What a list is ordered by, of one row. */
export type Key = string | number;

/** Where a list goes on: after the row with these values of what it is ordered by. */
export interface Place {
  /** Which list, in which order. */
  readonly order: string;
  /** Which page it begins, as pages are counted. */
  readonly page: number;
  readonly keys: readonly Key[];
}

/** One page of a list, and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** Where the next one begins; null on the last. */
  readonly next: Place | null;
}

/** Which page: numbered from 1, or from a place on. */
export interface PageRequest {
  readonly page: number;
  readonly limit: number;
  readonly search?: string | undefined;
  readonly cursor?: Place | undefined;
}

/** A page as it is told: which one it is, of how many items, and the cursor of the next. */
export interface ToldPage<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly limit: number;
  readonly nextCursor: string | null;
}

/** The page that was asked for, as it is told. A cursor counts, and not the page's number beside it. */
export function toldPage<T>({ items, total, next }: Page<T>, { page, limit, cursor }: PageRequest): ToldPage<T> {
  return { items, total, page: cursor?.page ?? page, limit, nextCursor: next && cursorOf(next) };
}

/** The text that stands for a place. To whoever is given it, it is one word that is sent back as it came. */
export function cursorOf({ order, page, keys }: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([order, page, ...keys]));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const placeSchema = z
  .tuple([z.string(), z.int().min(1).max(Number.MAX_SAFE_INTEGER)], z.union([z.string(), z.number()]))
  .transform(([order, page, ...keys]): Place => ({ order, page, keys }));

const NO_CURSOR = "Cursor must be a nextCursor that a list of this kind told";

/** A cursor from a query string. */
export const cursorSchema = z
  .string({ error: NO_CURSOR })
  .regex(/^[A-Za-z0-9_-]{1,4000}$/, { error: NO_CURSOR, abort: true })
  .transform((text, { addIssue }) => {
    const place = placeSchema.safeParse(parsed(text));
    if (place.success) return place.data;
    addIssue(NO_CURSOR);
    return z.NEVER;
  });

function parsed(text: string): unknown {
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // No base64, no UTF-8, no JSON: no cursor of ours either way.
    return undefined;
  }
}
