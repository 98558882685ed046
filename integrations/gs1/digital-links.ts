import library from "digital-link.js";
import type { DigitalLinks } from "../../domain/labels/digital-links.ts";

/** Compressed links are relative to some address: this one is what the standard's are. */
const GS1_RESOLVER = "https://id.gs1.org";
/** A key takes ten characters. Longer ones than with every attribute are none. */
const COMPRESSED = /^[\w-]{10,500}$/;

/** GS1 Digital Links below a public address, by GS1's grammar. */
export function gs1DigitalLinks(publicUrl: string): DigitalLinks {
  const { origin } = new URL(publicUrl);
  return {
    ofLot(gtin, lot) {
      const linkBelow = (domain: string) =>
        library.DigitalLink({ domain, identifier: { "01": gtin }, keyQualifiers: { "10": percentEncoded(lot) } });
      // The library strips a custom path by text search and may strip it elsewhere: check without one.
      return linkBelow(origin).isValid() ? linkBelow(publicUrl).toWebUriString() : undefined;
    },
    decompress(compressed) {
      if (!COMPRESSED.test(compressed)) return undefined;
      try {
        const { pathname, search } = new URL(library.Utils.decompressWebUri(`${GS1_RESOLVER}/${compressed}`));
        return pathname + search;
      } catch {
        // Any word in place of a link ends here: that is what is asked.
        return undefined;
      }
    },
  };
}

/** Everything but RFC 3986's unreserved characters encoded: GS1's grammar wants more of it than `encodeURIComponent`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
