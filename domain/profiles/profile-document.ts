/**
 * Profiles: documents that say who an address is. A profile is stored and passed on as the exact bytes of its canonical
 * JSON (RFC 8785); their SHA-256 is the digest that `AccountDescribed` anchors. Its salt keeps it from being guessed from
 * its digest where it is withheld or erased.
 */
import * as z from "zod/mini";
import { hasCheckDigit } from "../catalogue/gtin.ts";
import { type JsonBounds, parseJson } from "../shared/bounded-json.ts";

/** The format's name; a document of another format names nobody. */
export const PROFILE_FORMAT = "suyuan-profile/1";

/** Bounds on readable profiles: a page of text at most. */
export const PROFILE_BOUNDS: JsonBounds = { depth: 4, length: 16_384, values: 200 };

/** The most bytes that a readable profile has. */
export const PROFILE_SIZE = 3 * PROFILE_BOUNDS.length;

/** What cannot be seen, or turns the direction of writing: with it one name looks like another. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** One line of visible text, in the one way in which Unicode composes it. */
const text = (limit: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(limit),
    z.refine((value) => !HIDDEN.test(value), "must not have invisible characters"),
    z.refine((value) => value === value.trim().normalize("NFC"), "must be trimmed, and composed (NFC)"),
  );

/** A licence or registration that somebody else can look up. */
const licenceSchema = z.strictObject({ kind: text(100), number: text(100), issuer: z.optional(text(200)) });

/** A profile. No other fields: what is confirmed is all that is shown. */
export const profileDocumentSchema = z.strictObject({
  format: z.literal(PROFILE_FORMAT),
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Whom it describes, so that nobody goes by another's profile. */
  account: z.custom<`0x${string}`>((value) => typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value)),
  names: z
    .strictObject({ en: z.optional(text(200)), zh: z.optional(text(200)) })
    .check(z.refine(({ en, zh }) => (en ?? zh) !== undefined, "must have a name in one language at least")),
  /** Its Global Location Number. */
  gln: z.optional(z.string().check(z.regex(/^\d{13}$/), z.refine(hasCheckDigit, "has a wrong check digit"))),
  licences: z.optional(z.array(licenceSchema).check(z.maxLength(20))),
  place: z.optional(text(200)),
  contact: z.optional(text(200)),
  website: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500), z.regex(/^[\x21-\x7e]+$/))),
});

/** A profile's content. */
export type ProfileDocument = z.infer<typeof profileDocumentSchema>;

/** What an address is called, in one language at least. */
export type ProfileNames = ProfileDocument["names"];

/** Read a profile's text; undefined if it is unreadable, or describes another account. Never throws. */
export function parseProfile(content: string, account: string): ProfileDocument | undefined {
  try {
    const profile = profileDocumentSchema.safeParse(parseJson(content, PROFILE_BOUNDS)).data;
    return profile?.account === account ? profile : undefined;
  } catch {
    return undefined;
  }
}
