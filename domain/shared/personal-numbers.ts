/** Numbers by which people in China are known: what is recorded can never be taken back, so that they do not belong there. */

// Pages look for them too, on phones whose browsers know no look-behind.

/** 18 characters, the last a check digit or X (GB 11643-1999). */
const IDENTITY_CARD = /(?:^|[^0-9A-Za-z])([1-9]\d{16}[0-9Xx])(?![0-9A-Za-z])/g;
const MOBILE_PHONE = /(?:^|\D)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** What sort of personal number a text holds; undefined for none. Full-width digits count as others. */
export function personalNumberIn(text: string): "identity-card" | "phone" | undefined {
  const plain = text.normalize("NFKC");
  if ([...plain.matchAll(IDENTITY_CARD)].some(([, number = ""]) => hasCheckDigit(number))) return "identity-card";
  return MOBILE_PHONE.test(plain) ? "phone" : undefined;
}

function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_DIGITS[sum % 11] === number[17]?.toUpperCase();
}
