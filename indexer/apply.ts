/** One SQL transaction: facts, their effects, and the cursor, atomically. */
import type SQLite from "better-sqlite3";
import { type BatchState, fold } from "../domain/records/fold.ts";
import type { Visibility } from "../domain/records/line.ts";
import { digestsOf, isSeries } from "../domain/records/series.ts";
import { failpoint } from "../domain/shared/failpoint.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { EMPTY_HEAD, leafOf, nextChain, nextHead } from "../proof/head.ts";
import type { Fact, LineFacts } from "./fact.ts";
import { applyAdministration } from "./project-administration.ts";
import { putBatch, stateOf } from "./project-batch.ts";
import { applyLineage } from "./project-lineage.ts";
import { applyOffer } from "./project-offers.ts";
import type { CursorRow, Statements } from "./statements.ts";

/** A range of blocks, ready to be written. */
export interface BlockRange {
  readonly facts: readonly Fact[];
  /** The documents that the facts name, as found in storage. */
  readonly records: ReadonlyMap<Hex, { readonly text: string | null; readonly visibility: Visibility }>;
  /** The cursor's position afterwards. */
  readonly blockNumber: number;
  readonly blockHash: Hex;
  readonly finalBlock: number;
  /** Hashes of the blocks in it that could still be reorganised. */
  readonly blocks: readonly { readonly number: number; readonly hash: Hex }[];
}

/** Another indexer wrote since this one read the cursor: this one must not continue. */
export class CursorConflict extends Error {
  override readonly name = "CursorConflict";
}

/** A line is missing: the node withheld logs. Nothing was written. */
export class GapError extends Error {
  override readonly name = "GapError";
  /** Whether the gap is before the first line of the range. */
  readonly atStart: boolean;

  constructor(message: string, atStart: boolean) {
    super(message);
    this.atStart = atStart;
  }
}

/** Write a range of blocks that begins at the cursor. Gives the cursor's new position. */
export function applyBlockRange(
  database: SQLite.Database,
  statements: Statements,
  cursor: CursorRow,
  blockRange: BlockRange,
): CursorRow {
  const line = lastLine(cursor.line, blockRange.facts);
  const links = linksOf(cursor.chain, blockRange.facts);
  const chain = links.at(-1)?.chain ?? cursor.chain;
  database
    .transaction(() => {
      // First of all: the loser of a race must not get as far as a duplicate row.
      moveCursor(statements, cursor, { ...blockRange, line, chain });
      failpoint("indexer:after-cursor");
      for (const [digest, record] of blockRange.records) {
        statements.putRecord.run(digest, record.text, record.visibility);
      }
      // Folded in memory and written once: a batch may have many lines in a range of blocks.
      const states = new Map<Hex, BatchState>();
      for (const link of links) {
        const { fact } = link;
        if (fact.line) applyLine(statements, states, link, fact.line);
        else applyAdministrationFact(statements, link);
        failpoint("indexer:between-facts");
      }
      for (const state of states.values()) putBatch(statements, state);
      const isMissing = [...blockRange.records.values()].some(({ visibility }) => visibility === "missing");
      if (isMissing) statements.enqueueMissing.run({ from: cursor.line, to: line });
      for (const block of blockRange.blocks) statements.insertBlock.run(block.number, block.hash);
      statements.deleteBlocksBefore.run(blockRange.finalBlock);
      failpoint("indexer:before-commit");
    })
    .immediate();
  failpoint("indexer:after-commit");
  return {
    ...cursor,
    generation: cursor.generation + 1,
    block_number: blockRange.blockNumber,
    block_hash: blockRange.blockHash,
    final_block: blockRange.finalBlock,
    line,
    chain,
  };
}

/** A line with its leaf, and the contract's chain after it. */
interface Link {
  readonly fact: Fact;
  readonly leaf: Hex;
  readonly chain: Hex;
}

/** Fold lines into the contract's chain. */
function linksOf(before: string, facts: readonly Fact[]): Link[] {
  let chain = before as Hex;
  return facts.map((fact) => {
    const leaf = leafOf(fact.log);
    chain = nextChain(chain, leaf);
    return { fact, leaf, chain };
  });
}

/** The number of the last line; throws a GapError unless the numbers go on from `line` without a gap. */
function lastLine(line: number, facts: readonly Fact[]): number {
  let last = line;
  for (const fact of facts) {
    if (fact.number !== last + 1) {
      const message = `after line ${last} came line ${fact.number}: the node keeps logs back`;
      throw new GapError(message, last === line);
    }
    last = fact.number;
  }
  return last;
}

/** Move the cursor, unless somebody else did since it was read. */
export function moveCursor(
  statements: Statements,
  cursor: CursorRow,
  to: { blockNumber: number; blockHash: string; finalBlock: number; line: number; chain: string },
): void {
  const { blockNumber, blockHash, finalBlock, line, chain } = to;
  const { changes } = statements.moveCursor.run({
    blockNumber,
    blockHash,
    finalBlock,
    line,
    chain,
    generation: cursor.generation,
  });
  if (changes !== 1) throw new CursorConflict("another indexer writes to this database");
}

function applyLine(statements: Statements, states: Map<Hex, BatchState>, link: Link, line: LineFacts): void {
  const { fact, leaf } = link;
  const { batchId, actor } = line;
  const state = states.get(batchId) ?? stateOf(statements, statements.batch.get(batchId));
  const head = nextHead(state?.head ?? EMPTY_HEAD, leaf);
  insertFact(statements, link, head);
  if (isSeries(fact.event)) {
    for (const [step, digest] of digestsOf(fact.event, fact.args).entries()) {
      statements.putSeriesStep.run(fact.number, step, digest, batchId, actor);
    }
  }
  applyOffer(statements, state, { line: fact.number, digest: line.digest, ...lineOf(fact, line) });
  applyLineage(statements, { line: fact.number, event: fact.event, batchId, args: fact.args });
  const unitOf = (id: Hex) => states.get(id)?.unit ?? statements.batch.get(id)?.unit;
  states.set(batchId, fold(state, { ...lineOf(fact, line), head }, unitOf));
}

const lineOf = ({ event, args }: Fact, { batchId, seq, actor, timestamp }: LineFacts) => ({
  event,
  args,
  batchId,
  seq,
  actor,
  timestamp,
});

function applyAdministrationFact(statements: Statements, link: Link): void {
  insertFact(statements, link, null);
  applyAdministration(statements, link.fact.event, link.fact.args);
}

function insertFact(statements: Statements, { fact, chain }: Link, head: Hex | null): void {
  const { line } = fact;
  statements.insertFact.run({
    block_number: fact.blockNumber,
    log_index: fact.logIndex,
    block_hash: fact.blockHash,
    transaction_hash: fact.transactionHash,
    event: fact.event,
    args: JSON.stringify(fact.args),
    batch_id: line?.batchId ?? null,
    line: fact.number,
    chain,
    seq: line?.seq ?? null,
    actor: line?.actor ?? null,
    kind: line?.kind ?? null,
    digest: line?.digest ?? null,
    timestamp: line?.timestamp ?? null,
    amended: line?.amended ?? null,
    head,
  });
}
