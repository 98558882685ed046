/**
 * A text as it is searched, and searched in: without differences of case, width or composition, which readers do not see
 * or type by chance.
 */
export function searchable(text: string): string {
  return text.normalize("NFKC").toLowerCase().normalize("NFKC");
}
