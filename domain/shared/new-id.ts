/** A new identifier: a prefix and 64 random bits. */
export function newId(prefix: string): string {
  return `${prefix}-${crypto.getRandomValues(new BigUint64Array(1))[0]?.toString(16).padStart(16, "0")}`;
}
