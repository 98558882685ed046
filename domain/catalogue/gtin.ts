/** Global Trade Item Numbers (GS1 General Specifications, §3.3 and §7.9). */
/** Whether the last digit is GS1's check digit of those before it: weights 3 and 1 in turn, from the right. */
export function hasCheckDigit(digits: string): boolean {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** A GTIN-8, -12, -13 or -14 as 14 digits, the form in which they are compared; undefined if it is invalid. */
export function gtin14(text: string): string | undefined {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text) || !hasCheckDigit(text)) return undefined;
  return text.padStart(14, "0");
}
