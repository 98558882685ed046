import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";

/** How many of the commonest passwords are refused. */
const COMMONEST = 20_000;

/** How many of them are refused with a year or the like behind them, too: those that everybody tries variants of. */
const COMMONEST_WORDS = 1_000;

/** The word that the accounts document's own examples begin with: what it prints has to work. */
const EXAMPLE = "secret";

/**
 * Refuse a password that is guessed among the first, as it is or in capitals, or with digits and signs put behind it: the
 * rule on characters alone lets `Password1` through. Throws `validation`.
 *
 * @param label What the field is called in the sentence.
 */
export function refuseCommonPassword(
  { commonPasswords }: Pick<Services, "commonPasswords">,
  [field, label]: readonly [field: string, label: string],
  password: string,
): void {
  const plain = password.normalize("NFKC").toLowerCase();
  const isAmong = (word: string, commonest: number) => (commonPasswords.rankOf(word) ?? commonest) < commonest;
  // What has more than a date behind it may be the start of something that nobody guesses.
  const word = plain.replace(/\P{L}{1,8}$/u, "");
  const isCommon =
    isAmong(plain, COMMONEST) ||
    isAmong(plain.replace(/[^\p{L}\p{N}]+$/u, ""), COMMONEST) ||
    (word !== EXAMPLE && isAmong(word, COMMONEST_WORDS));
  if (isCommon) throw invalid(field, `${label} is too common: choose another`);
}
