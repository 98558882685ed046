import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Phones } from "../../domain/accounts/ports.ts";

/** What a phone number is written with. Usernames are of other characters, or have letters: none is taken for a number. */
const WRITTEN = /^[+\d\s()-]+$/;

/** A country that has telephones (ISO 3166-1 alpha-2). */
export type PhoneCountry = CountryCode;

/** The country of numbers that name none, where nothing is set. */
export const DEFAULT_PHONE_COUNTRY: PhoneCountry = "CN";

/** Whether this is the code of a country whose numbers are known. */
export const isPhoneCountry = (code: string): code is PhoneCountry => isSupportedCountry(code);

/** Phone numbers by the plans of all countries; one that names no country is of this one. */
export function phonesOf(country: PhoneCountry): Phones {
  return {
    e164(text) {
      // What address books copy along is not seen (marks of direction), and dashes are of many kinds.
      const plain = text
        .normalize("NFKC")
        .replace(/\p{Cf}/gu, "")
        .replace(/\p{Pd}/gu, "-")
        .trim();
      if (!WRITTEN.test(plain)) return null;
      const number = parsePhoneNumberFromString(plain.replace(/[\s()-]/g, ""), {
        defaultCountry: country,
        extract: false,
      });
      return number?.isValid() ? number.number : null;
    },
  };
}
