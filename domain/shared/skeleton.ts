import { CONFUSABLES } from "./confusables.ts";

/** Latin letters and digits that cannot be told apart once the case is not looked at: UTS 39's, without its case. */
const ALIKE: Readonly<Record<string, string>> = { i: "l", "1": "l", "|": "l", "0": "o", m: "rn" };

/** A code may have been through several rounds of URL encoding. */
const ROUNDS = 3;

/**
 * What a code or a name looks like: two texts with the same skeleton are taken for each other by people. Case,
 * compatibility forms, look-alike characters, what is not seen, spaces, and punctuation round it make no difference.
 */
export function skeletonOf(text: string): string {
  const folded = fold(decoded(text));
  const bare = folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return Array.from(bare || folded, (character) => ALIKE[character] ?? CONFUSABLES.get(character) ?? character).join(
    "",
  );
}

function fold(text: string): string {
  const seen = text.normalize("NFKC").replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, "");
  return seen.toLowerCase().normalize("NFKC").replace(/\s+/gu, " ").trim();
}

/** The text behind its URL encoding; itself where it has none. */
function decoded(text: string): string {
  let now = text;
  for (let round = 0; round < ROUNDS && now.includes("%"); round++) {
    try {
      now = decodeURIComponent(now);
    } catch {
      break;
    }
  }
  return now;
}
