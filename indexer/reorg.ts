/** Reorganisations: find where the chain and the mirror diverge, and roll back everything after it, at any depth. */
import type SQLite from "better-sqlite3";
import type { Rpc } from "../chain/rpc.ts";
import { failpoint } from "../domain/shared/failpoint.ts";
import { EMPTY_HEAD } from "../proof/head.ts";
import { moveCursor } from "./apply.ts";
import { rebuildAdministration } from "./project-administration.ts";
import { refoldBatch } from "./project-batch.ts";
import { takeBackOffers } from "./project-offers.ts";
import type { CursorRow, Statements } from "./statements.ts";

/** A block that chain and mirror share. */
export interface ForkPoint {
  readonly number: number;
  readonly hash: string;
}

/**
 * The latest block, before the cursor's, whose hash chain and mirror agree on. Blocks without a stored hash are skipped
 * by way of the facts, which all carry their block's hash; the search ends at the contract's start block.
 */
export async function findFork(
  rpc: Rpc,
  statements: Statements,
  cursor: CursorRow,
  start: ForkPoint,
): Promise<ForkPoint> {
  let number = cursor.block_number - 1;
  while (number > start.number) {
    const remembered = statements.blockHash.get(number)?.hash;
    const known = remembered
      ? { block_number: number, block_hash: remembered }
      : statements.factBlockAtOrBefore.get(number);
    if (!known || known.block_number <= start.number) break;
    const block = await rpc.block(known.block_number);
    if (block?.hash === known.block_hash) return { number: block.number, hash: block.hash };
    number = known.block_number - 1;
  }
  return start;
}

/** Delete all facts after a block and fold the affected batches again, in one transaction with the cursor. */
export function rewind(database: SQLite.Database, statements: Statements, cursor: CursorRow, to: ForkPoint): void {
  database
    .transaction(() => {
      const last = statements.lastFactUpTo.get(to.number);
      moveCursor(statements, cursor, {
        blockNumber: to.number,
        blockHash: to.hash,
        finalBlock: Math.min(cursor.final_block, to.number),
        line: last?.line ?? 0,
        chain: last?.chain ?? EMPTY_HEAD,
      });
      failpoint("indexer:reorg-cursor-moved");
      const touched = statements.batchesAfter.all(to.number).map((row) => row.batch_id);
      statements.deleteFactsAfter.run(to.number);
      statements.deleteSeriesStepsAfter.run(last?.line ?? 0);
      takeBackOffers(statements, last?.line ?? 0);
      statements.deleteEdgesAfter.run(last?.line ?? 0);
      failpoint("indexer:reorg-facts-deleted");
      for (const batchId of touched) refoldBatch(statements, batchId);
      rebuildAdministration(statements);
      statements.deleteOrphanRecords.run();
      statements.deleteBlocksAfter.run(to.number);
      failpoint("indexer:reorg-before-commit");
    })
    .immediate();
}
