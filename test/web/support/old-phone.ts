import type { Page } from "playwright-core";

/**
 * Takes from a page, before any of its scripts, what browsers have learnt since iOS 14.0 (September 2020): a script that
 * reaches for it fails here as it does there.
 */
export async function asOnAnOldPhone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const gone = (of: object, ...names: string[]) => {
      for (const name of names) Reflect.deleteProperty(of, name);
    };
    const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
    const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
    gone(Object, "hasOwn", "groupBy");
    gone(Map, "groupBy");
    gone(Array, "fromAsync");
    for (const list of [Array.prototype, typed]) {
      gone(list, "at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with");
    }
    gone(String.prototype, "at", "isWellFormed", "toWellFormed");
    gone(iterator, ..."map filter take drop flatMap reduce toArray forEach some every find".split(" "));
    gone(Set.prototype, ..."union intersection difference symmetricDifference isSubsetOf isSupersetOf".split(" "));
    gone(Promise, "withResolvers", "try");
    gone(AbortSignal, "timeout", "any");
    gone(AbortSignal.prototype, "throwIfAborted", "reason");
    gone(DataView.prototype, "getBigUint64", "setBigUint64", "getBigInt64", "setBigInt64");
    gone(Uint8Array, "fromHex", "fromBase64");
    gone(Uint8Array.prototype, "toHex", "toBase64", "setFromHex");
    gone(RegExp, "escape");
    gone(URL, "canParse", "parse");
    gone(Blob.prototype, "stream");
    gone(HTMLDialogElement.prototype, "show", "showModal", "close");
    gone(Intl, "Segmenter", "DurationFormat");
    gone(globalThis, "structuredClone", "WeakRef", "FinalizationRegistry", "HTMLDialogElement", "ResizeObserver");
    // Of a time it knew the parts, not the styles; and of numbers no units.
    const { DateTimeFormat, NumberFormat } = Intl;
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (of, [locale, { dateStyle, timeStyle, ...options } = {} as Intl.DateTimeFormatOptions]) =>
        new of(locale, options),
    });
    Intl.NumberFormat = new Proxy(NumberFormat, {
      construct(of, [locale, options]: [string, Intl.NumberFormatOptions?]) {
        if (options?.style === "unit") throw new RangeError("style");
        return new of(locale, options);
      },
    });
  });
}
