/** How names that people are found by are compared. */

/**
 * One spelling for all that find the same account: full width and half width, upper and lower case, and a phone number
 * however it is grouped. What is counted by a name is counted by this, or each way to write it would have a count of its
 * own.
 */
export function identityKey(text: string): string {
  const plain = text.trim().normalize("NFKC").toLowerCase();
  return /^\+?[\d\s-]+$/.test(plain) ? plain.replace(/[\s-]/g, "") : plain;
}
