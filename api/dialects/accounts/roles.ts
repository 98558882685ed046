import type { Role } from "../../../domain/shared/roles.ts";

/** The roles in this dialect's words; `unauth` is none. */
const WORDS = {
  pharmacy: "retailer",
  supplier: "producer",
  logistics: "carrier",
  regulator: "regulator",
  processor: "processor",
  inspector: "inspector",
} as const satisfies Record<string, Role>;

/** All words for a role, `unauth` too. */
export const ROLE_WORDS = [...(Object.keys(WORDS) as (keyof typeof WORDS)[]), "unauth"] as const;

/** The role that a word means: null for `unauth`, undefined for an unknown word. */
export function roleOfWord(word: string): Role | null | undefined {
  if (word === "unauth") return null;
  return Object.hasOwn(WORDS, word) ? WORDS[word as keyof typeof WORDS] : undefined;
}

/** The word for a role. */
export function wordOfRole(role: Role | null): (typeof ROLE_WORDS)[number] {
  return ROLE_WORDS.find((word) => roleOfWord(word) === role) ?? "unauth";
}
