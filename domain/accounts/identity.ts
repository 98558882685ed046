/** How names that identify people are compared. */

/**
 * One spelling for all variants that find the same account: full width and half width, upper and lower case, and a
 * phone number however it is grouped. Rate limits count by this, or each spelling would have a count of its own.
 */
export function identityKey(text: string): string {
  const plain = text.trim().normalize("NFKC").toLowerCase();
  return /^\+?[\d\s-]+$/.test(plain) ? plain.replace(/[\s-]/g, "") : plain;
}
