/**
 * Who describes an account, as a node tells. Such a line is in the contract's chain and in no batch's head, and no view of
 * the contract gives it. That it is the contract's own, the node's log of it shows; that there is no other, the node's word
 * alone, unless the whole chain is read (`npm run verify -- --all`).
 */
import type { ProfileLine } from "../domain/profiles/profiles-of.ts";
import { JsonFault } from "../domain/shared/bounded-json.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { AnswerTooLong } from "./answer.ts";
import type { ContractReader } from "./contract-reader.ts";

/** A line that a proof shows, and the block in which it says that it is. */
export type ShownProfileLine = ProfileLine & { readonly blockNumber: number };

/**
 * How much a node tells of an account: all lines; some, in the blocks of those that are shown, as where it gives no logs of
 * so many blocks; or none.
 */
export type Telling = "all" | "some" | "none";

/** What it tells. */
export interface Told {
  readonly telling: Telling;
  readonly lines: readonly ProfileLine[];
}

/** About how many accounts a node is asked in one call. */
const AT_A_TIME = 50;

/** Ask about accounts, and about whoever described them. Never throws. */
export async function askForProfiles(
  reader: ContractReader,
  accounts: readonly Hex[],
  shown: readonly ShownProfileLine[],
): Promise<ReadonlyMap<Hex, Told>> {
  const told = new Map<Hex, Told>();
  await askAll([...new Set(accounts)]);
  const authors = [...told.values()].flatMap(({ lines }) => lines.map(({ author }) => author));
  await askAll([...new Set(authors)].filter((author) => !told.has(author)));
  return told;

  async function askAll(wanted: readonly Hex[]): Promise<void> {
    for (let start = 0; start < wanted.length; start += AT_A_TIME) {
      await ask(wanted.slice(start, start + AT_A_TIME));
    }
  }

  async function ask(about: readonly Hex[]): Promise<void> {
    try {
      put(about, "all", await reader.descriptionsOf(about));
    } catch (error) {
      const isTooLong = error instanceof AnswerTooLong || (error instanceof JsonFault && error.reason !== "malformed");
      // Whoever describes itself so often that the answer is too long has lost its own name by that, and nobody else's.
      if (isTooLong && about.length > 1) for (const account of about) await ask([account]);
      else await askForShown(about);
    }
  }

  async function askForShown(about: readonly Hex[]): Promise<void> {
    const blocks = new Set(shown.filter(({ account }) => about.includes(account)).map((line) => line.blockNumber));
    try {
      const lines: ProfileLine[] = [];
      for (const block of blocks) lines.push(...(await reader.descriptionsOf(about, block)));
      put(about, blocks.size > 0 ? "some" : "none", lines);
    } catch {
      put(about, "none", []);
    }
  }

  function put(about: readonly Hex[], telling: Telling, lines: readonly ProfileLine[]): void {
    for (const account of about) {
      told.set(account, { telling, lines: lines.filter((line) => line.account === account) });
    }
  }
}
