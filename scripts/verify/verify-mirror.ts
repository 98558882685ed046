/** `npm run verify -- --all`: the whole mirror against the contract's chain, by logs of a node of one's choice. */
import type SQLite from "better-sqlite3";
import type { Logger } from "pino";
import type { Rpc } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { fetchSize } from "../../indexer/fetch-size.ts";
import { isWhole, readWholeChain } from "../../indexer/whole-chain.ts";

/** What is compared. */
export interface MirrorCheck {
  readonly rpc: Rpc;
  readonly contract: Hex;
  readonly startBlock: number;
  /** The mirror, read only. */
  readonly database: SQLite.Database;
  readonly logger: Logger;
  readonly onProgress?: (block: number, head: number) => void;
}

/** A line that the mirror has otherwise than the node. */
export interface Difference {
  readonly line: number;
  readonly block: number;
  /** What happened, as the node tells; null where the node has no such line. */
  readonly onChain: string | null;
  /** What happened, as the mirror tells; null where the mirror has no such line. */
  readonly mirrored: string | null;
}

/** What came of it. */
export interface MirrorVerdict {
  /** As of the node's head. */
  readonly block: number;
  readonly lines: number;
  /** Whether the node's logs fold into the contract's own chain: if not, it hides, changes or exchanges lines. */
  readonly nodeIsWhole: boolean;
  /** The first line in which mirror and node differ; undefined if none does. */
  readonly difference: Difference | undefined;
  /** How many lines the mirror has not reached yet. */
  readonly behind: number;
}

/** Hold every line of the mirror, administration included, against a node's logs and the contract's chain. */
export async function verifyMirror(options: MirrorCheck): Promise<MirrorVerdict> {
  const { database } = options;
  const mirrored = database.prepare<[number], { event: string; chain: string; block_number: number }>(
    "select event, chain, block_number from facts where line = ?",
  );
  const last = database.prepare<[], number | null>("select max(line) from facts").pluck().get() ?? 0;
  let difference: Difference | undefined;
  const whole = await readWholeChain({
    ...options,
    range: fetchSize(),
    onFacts(facts) {
      for (const { fact, chain } of facts) {
        if (difference || fact.number > last) return;
        const row = mirrored.get(fact.number);
        if (row?.chain === chain) continue;
        const { number: line, blockNumber: block, event } = fact;
        difference = { line, block, onChain: event, mirrored: row?.event ?? null };
      }
    },
  });
  if (!difference && last > whole.lines) {
    const row = mirrored.get(whole.lines + 1);
    const block = row?.block_number ?? whole.block.number;
    difference = { line: whole.lines + 1, block, onChain: null, mirrored: row?.event ?? null };
  }
  return {
    block: whole.block.number,
    lines: whole.lines,
    nodeIsWhole: isWhole(whole),
    difference,
    behind: Math.max(0, whole.lines - last),
  };
}
