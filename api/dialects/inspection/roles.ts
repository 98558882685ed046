import { ROLES, type Role } from "../../../domain/shared/roles.ts";

/** The roles in this dialect's words: those of the chain with a capital letter, as the document writes two of them. */
export const ROLE_WORDS = ["Producer", "Processor", "Carrier", "Inspector", "Retailer", "Regulator"] as const;

/** The role that a word means, in any case; undefined for an unknown word. */
export function roleOfWord(word: string): Role | undefined {
  const name = word.trim().toLowerCase();
  return ROLES.find((role) => role === name);
}

/** The word for a role; null for none. */
export function wordOfRole(role: Role | null): (typeof ROLE_WORDS)[number] | null {
  return ROLE_WORDS.find((word) => roleOfWord(word) === role) ?? null;
}
