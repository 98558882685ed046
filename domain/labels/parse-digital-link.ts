import { gtin14 } from "../catalogue/gtin.ts";
import { isLot } from "../shared/lot.ts";
import { isElement, QUALIFIERS, type Qualifier } from "./application-identifiers.ts";

/** What a GS1 Digital Link names: a trade item, and which of them. */
export interface NamedItem {
  /** 14 digits. */
  readonly gtin: string;
  readonly qualifiers: Readonly<Partial<Record<Qualifier, string>>>;
}

/** What is wrong with a link, for whoever made it. */
export interface LinkFault {
  readonly fault: string;
}

/** What the standard compresses a link's parts behind its key to: characters of base64url, as none of ours are alone. */
const COMPRESSED = /^[\w-]{4,500}$/;

/**
 * Read the path and the query of a GS1 Digital Link of a trade item: `/01/{gtin}`, then a variant (22), a lot (10) and a
 * serial number (21) in this order, or a third party's serial (235) alone. A slash at the end is tolerated.
 *
 * @param path As it was sent, percent-encoded.
 */
export function parseDigitalLink(path: string, query: URLSearchParams): NamedItem | LinkFault {
  const parts = decoded(path.replace(/^\//, "").replace(/\/$/, "").split("/"));
  if (!parts) return { fault: "The path is not percent-encoded UTF-8" };
  const [key, number = "", ...rest] = parts;
  if (key !== "01") return { fault: "Links begin with /01/ and a GTIN here" };
  const gtin = gtin14(number);
  if (gtin === undefined) return { fault: "This is no GTIN, or its check digit is wrong" };

  const [next = "", ...more] = rest;
  if (more.length === 0 && COMPRESSED.test(next) && !/^\d+$/.test(next)) {
    return { fault: "Partly compressed links are not read here: compress the whole link, or nothing of it" };
  }

  const qualifiers: Partial<Record<Qualifier, string>> = {};
  let place = -1;
  for (let index = 0; index < rest.length; index += 2) {
    const [identifier, value] = [rest[index] as Qualifier, rest[index + 1]];
    const next = QUALIFIERS.indexOf(identifier);
    if (next < 0) return { fault: "A GTIN is followed by 22, 10, 21 or 235 with their values" };
    if (next <= place) return { fault: "The variant (22) comes before the lot (10), and that before the serial (21)" };
    if (identifier === "235" && place >= 0) return { fault: "A third party's serial (235) stands alone" };
    if (value === undefined || !isElement(identifier, value)) return { fault: faultOf(identifier) };
    if (identifier === "10" && !isLot(value)) return { fault: faultOf(identifier) };
    qualifiers[identifier] = value;
    place = next;
  }
  for (const [name, value] of query) {
    // Names of digits alone are Application Identifiers, all others anybody's.
    if (/^\d+$/.test(name) && !isElement(name, value)) {
      return { fault: `${name.slice(0, 8)} is no attribute of a trade item, or its value is none` };
    }
  }
  return { gtin, qualifiers };
}

const NAMES: Readonly<Record<Qualifier, string>> = { 22: "variant", 10: "lot", 21: "serial", 235: "serial" };

function faultOf(identifier: Qualifier): string {
  const most = identifier === "235" ? 28 : 20;
  return `A ${NAMES[identifier]} (${identifier}) has 1 to ${most} characters of GS1's set`;
}

function decoded(parts: readonly string[]): string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
