/**
 * Whether the mirror is what the contract says: as many lines, and folded into the same chain. Its count suggests that
 * some are missing, its chain that one is another than the contract wrote; but a node may answer as of a later block
 * than requested, so nothing is rolled back before such a line was seen.
 */
import type SQLite from "better-sqlite3";
import { contractAsOf } from "../chain/contract-as-of.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import type { ContractState } from "../proof/contract-reader.ts";
import type { Fact } from "./fact.ts";
import { blockFacts, type ChainReading, rangeFacts } from "./read-chain.ts";
import { type ForkPoint, rewind } from "./reorg.ts";
import type { CursorRow, Statements } from "./statements.ts";
import { foldedFacts } from "./whole-chain.ts";

/** What the search for them needs. */
export interface MirrorReading extends ChainReading {
  readonly database: SQLite.Database;
  readonly statements: Statements;
  /** The block before the contract's first. */
  readonly start: ForkPoint;
  readonly doubt: Doubt;
}

/** How often a doubt was unfounded: checking again costs the node more than waiting. */
export interface Doubt {
  /** Whether it already existed before and still does. */
  readonly isOld: boolean;
  /** Whether it is too early to check again. */
  isResting(): boolean;
  /** Nothing was found. */
  unfounded(): void;
  over(): void;
}

const LONGEST_REST = 60_000;

/** No doubt so far. */
export function noDoubt(): Doubt {
  let times = 0;
  let until = 0;
  return {
    get isOld() {
      return times > 0;
    },
    isResting: () => performance.now() < until,
    unfounded() {
      // The first time may have been transient: the second check follows at once.
      until = performance.now() + (times === 0 ? 0 : Math.min(LONGEST_REST, 500 * 2 ** times));
      times += 1;
    },
    over() {
      times = 0;
      until = 0;
    },
  };
}

/** The state of a mirror at the head, compared with the contract's own count. */
export async function compareWithCount(
  reading: MirrorReading,
  cursor: CursorRow,
  head: BlockHeader,
  finalBlock: number,
): Promise<"complete" | "waiting" | "taken-back"> {
  const { doubt, logger } = reading;
  const isSame = (state: ContractState) => state.lineCount === cursor.line && state.chain === cursor.chain;
  let state = await contractState(reading, head);
  // A node may answer as of a block that is just arriving, as anvil does. On a second request that block may exist.
  if (state && !isSame(state)) state = await contractState(reading, head);
  if (!state || isSame(state)) {
    doubt.over();
    return "complete";
  }
  if (doubt.isResting()) return "waiting";
  const { lineCount: lines } = state;
  if (lines === cursor.line) return settleContradiction(reading, cursor);
  // A lower count does not show a line that is missing here: the node is behind.
  if (lines > cursor.line && (await seesMissed(reading, cursor, finalBlock))) {
    await takeBackToLastLine(reading, cursor, { onChain: lines });
    doubt.over();
    return "taken-back";
  }
  logger.info({ mirrored: cursor.line, onChain: lines }, "the node counts other lines than it gives: waiting");
  doubt.unfounded();
  return "waiting";
}

/**
 * As many lines as the contract has, but others: a node hid one and gave another, or changed or exchanged some. All are
 * read again, and the mirror is taken back to before the first that is now given otherwise. If none is, the node
 * contradicts the contract that it runs.
 */
async function settleContradiction(reading: MirrorReading, cursor: CursorRow): Promise<"waiting" | "taken-back"> {
  const { doubt, logger, rpc, start, statements, database } = reading;
  if (!doubt.isOld) {
    doubt.unfounded();
    return "waiting";
  }
  const block = await firstDifference(reading, cursor);
  const place = block === undefined ? undefined : block - 1 > start.number ? await rpc.block(block - 1) : start;
  if (place) {
    logger.error({ block }, "the mirror has lines that the chain has otherwise: reading them again");
    rewind(database, statements, cursor, place);
    return "taken-back";
  }
  logger.error(
    { lines: cursor.line, mirrored: cursor.chain },
    "the node's logs do not fold into the contract's chain: it hides, changes or exchanges lines",
  );
  doubt.unfounded();
  return "waiting";
}

/** The block of the first line that the node now gives otherwise than the mirror has it. */
async function firstDifference(reading: MirrorReading, cursor: CursorRow): Promise<number | undefined> {
  const { statements, start } = reading;
  for await (const { facts } of foldedFacts(reading, start.number + 1, cursor.block_number)) {
    const other = facts.find(({ fact, chain }) => statements.chainOfLine.get(fact.number)?.chain !== chain);
    if (other) return other.fact.blockNumber;
  }
  return undefined;
}

/** Whether the chain shows, up to the cursor's block, a line after the mirror's last. */
async function seesMissed(reading: MirrorReading, cursor: CursorRow, finalBlock: number): Promise<boolean> {
  const { rpc, statements, start, range } = reading;
  const isMissed = ({ number }: Fact) => number > cursor.line;
  let number = statements.lastFact.get()?.block_number ?? start.number + 1;
  while (number <= Math.min(finalBlock, cursor.block_number)) {
    const to = Math.min(finalBlock, cursor.block_number, number + range.size - 1);
    const facts = await rangeFacts(reading, number, to);
    if (facts?.some(isMissed)) return true;
    if (facts) number = to + 1;
  }
  let parent: string | undefined;
  let found = false;
  for (; number <= cursor.block_number; number++) {
    const block = await rpc.block(number);
    // A different history than the mirror's: the hashes show it in the next round.
    if (!block || (parent !== undefined && block.parentHash !== parent)) return false;
    found ||= (await blockFacts(reading, block.hash)).some(isMissed);
    parent = block.hash;
  }
  return found && (parent === undefined || parent === cursor.block_hash);
}

/**
 * Roll back to before the block of the mirror's last line, and continue from there: what is missing is in that block or
 * after it.
 */
export async function takeBackToLastLine(reading: MirrorReading, cursor: CursorRow, about: object): Promise<void> {
  const { rpc, database, statements, start, logger } = reading;
  const number = (statements.lastFact.get()?.block_number ?? 0) - 1;
  const place = number > start.number ? await rpc.block(number) : start;
  const remembered = statements.blockHash.get(number)?.hash;
  // A reorganisation came in between: the hashes show it in the next round.
  if (!place || (remembered !== undefined && remembered !== place.hash)) return;
  logger.error({ mirrored: cursor.line, ...about }, "the mirror missed lines: reading them again");
  rewind(database, statements, cursor, place);
}

/** The contract's state as of a block; undefined if the node does not know. */
function contractState({ rpc, contract }: MirrorReading, block: BlockHeader): Promise<ContractState | undefined> {
  return contractAsOf(rpc, contract, { blockHash: block.hash })
    .state()
    .catch(() => undefined);
}
