import { dictionary } from "@zxcvbn-ts/language-common";
import type { CommonPasswords } from "../../domain/accounts/ports.ts";

let ranks: ReadonlyMap<string, number> | undefined;

/** The commonest passwords of the lists that were published, the commonest first, as `@zxcvbn-ts/language-common` has them. */
export function publishedPasswords(): CommonPasswords {
  return {
    rankOf(password) {
      ranks ??= new Map(dictionary["passwords-common"].map((word, rank) => [word, rank]));
      return ranks.get(password) ?? null;
    },
  };
}
