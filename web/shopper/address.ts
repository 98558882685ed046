import { BATCH_CODE } from "../../domain/batches/batch-code.ts";
import { languageFor } from "../../domain/names/language.ts";
import { harmless } from "../../domain/shared/foreign-text.ts";
import { isLot } from "../../domain/shared/lot.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Language } from "../../proof/messages.ts";

/** What the page's address asks for: a batch's code, nothing, or something that cannot be a code. */
export type Asked =
  | { readonly type: "none" }
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "bad"; readonly text: string };

/** Reads the code from `/t/{code}`. */
export function readCode(pathname: string): Asked {
  const text = /^\/t\/(.+)$/.exec(pathname)?.[1];
  if (text === undefined) return { type: "none" };
  try {
    const code = decodeURIComponent(text);
    return BATCH_CODE.test(code) ? { type: "code", code } : { type: "bad", text: code };
  } catch {
    return { type: "bad", text };
  }
}

/** A product, and the lot of it that a label names. */
export interface AskedItem {
  /** 14 digits. */
  readonly gtin: string;
  readonly lot?: string;
}

/** Reads product and lot, to which a GS1 Digital Link leads that names no one batch; undefined where there are none. */
export function readItem(search: string): AskedItem | undefined {
  const query = new URLSearchParams(search);
  const gtin = query.get("gtin") ?? "";
  const lot = query.get("lot");
  // The resolver, which is asked about it, checks its check digit.
  if (!/^\d{14}$/.test(gtin)) return undefined;
  return lot !== null && isLot(lot) ? { gtin, lot } : { gtin };
}

/** What was asked for instead of this batch's code, where the server took it for this one. */
export function readAskedFor(search: string, code: string): string | undefined {
  const asked = new URLSearchParams(search).get("asked");
  // An address can be made by anybody: only what looks like this code was asked for instead of it.
  return asked && asked !== code && skeletonOf(asked) === skeletonOf(code) ? harmless(asked) : undefined;
}

/** Whether two codes differ in nothing but capitals: no reason to doubt a seller. */
export function isSameButCase(asked: string, code: string): boolean {
  return asked.toUpperCase() === code.toUpperCase();
}

/** The page's path for a code. */
export function pathOf(code: string): string {
  return `/t/${encodeURIComponent(code)}`;
}

/** `?lang=` where it names a language, else the browser's. */
export function readLanguage(search: string, preferred: string): Language {
  return languageFor(new URLSearchParams(search).get("lang") || preferred);
}
