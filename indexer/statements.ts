/** The indexer's SQL, prepared once: building each statement would cost more than running it. */
import type SQLite from "better-sqlite3";

/** Prepare all statements on the writing connection. */
export function prepareStatements(database: SQLite.Database) {
  const prepare = <Row = unknown>(text: string) => database.prepare<unknown[], Row>(text);
  return {
    cursor: prepare<CursorRow>("select * from cursor where id = 1"),
    startCursor: prepare(
      `insert into cursor (id, generation, chain_id, contract, genesis_hash, block_number, block_hash, final_block, line, chain, synced_at)
       values (1, 0, @chainId, @contract, @genesisHash, @blockNumber, @blockHash, 0, 0, @chain, 0)`,
    ),
    moveCursor: prepare(
      `update cursor set generation = generation + 1, block_number = @blockNumber, block_hash = @blockHash,
       final_block = @finalBlock, line = @line, chain = @chain where id = 1 and generation = @generation`,
    ),
    setFinalBlock: prepare("update cursor set final_block = ? where id = 1 and final_block < ?"),
    setSyncedAt: prepare("update cursor set synced_at = ? where id = 1"),

    insertBlock: prepare("insert or replace into blocks (number, hash) values (?, ?)"),
    blockHash: prepare<{ hash: string }>("select hash from blocks where number = ?"),
    deleteBlocksAfter: prepare("delete from blocks where number > ?"),
    deleteBlocksBefore: prepare("delete from blocks where number < ?"),

    insertFact: prepare(
      `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, batch_id, line, chain, seq,
       actor, kind, digest, timestamp, amended, head) values (@block_number, @log_index, @block_hash,
       @transaction_hash, @event, @args, @batch_id, @line, @chain, @seq, @actor, @kind, @digest, @timestamp, @amended, @head)`,
    ),
    factsOfBatch: prepare<FactRow>("select * from facts where batch_id = ? order by seq"),
    administrationFacts: prepare<Pick<FactRow, "event" | "args">>(
      "select event, args from facts where batch_id is null order by block_number, log_index",
    ),
    batchesAfter: prepare<{ batch_id: string }>(
      "select distinct batch_id from facts where block_number > ? and batch_id is not null",
    ),
    deleteFactsAfter: prepare("delete from facts where block_number > ?"),
    lastFact: prepare<{ block_number: number; block_hash: string; line: number }>(
      "select block_number, block_hash, line from facts where line is not null order by line desc limit 1",
    ),
    lastFactUpTo: prepare<{ line: number; chain: string }>(
      "select line, chain from facts where line is not null and block_number <= ? order by line desc limit 1",
    ),
    chainOfLine: prepare<{ chain: string }>("select chain from facts where line = ?"),
    factBlockAtOrBefore: prepare<{ block_number: number; block_hash: string }>(
      "select block_number, block_hash from facts where block_number <= ? order by block_number desc limit 1",
    ),

    batch: prepare<BatchRow>("select * from batches where id = ?"),
    deleteBatch: prepare("delete from batches where id = ?"),
    putBatch: prepare(
      `insert or replace into batches (id, trace_id, code, skeleton, unit, quantity, made, gone, custodian, offered_to, seq, status, verdict, verdicts, open, recalls,
       withdrawn, head, described_by, created_at, updated_at, name, state, harvest_date, gtin, lot, search) values (@id, @trace_id, @code, @skeleton, @unit,
       @quantity, @made, @gone, @custodian, @offered_to, @seq, @status, @verdict, @verdicts, @open, @recalls, @withdrawn, @head, @described_by, @created_at, @updated_at, @name, @state,
       @harvest_date, @gtin, @lot, @search)`,
    ),
    creator: prepare<{ actor: string }>("select actor from facts where batch_id = ? and seq = 1"),
    describingFact: prepare<Pick<FactRow, "event" | "kind" | "args" | "amended" | "digest">>(
      "select event, kind, args, amended, digest from facts where batch_id = ? and seq = ?",
    ),

    putRecord: prepare("insert or replace into records (digest, text, visibility) values (?, ?, ?)"),
    record: prepare<{ text: string | null; visibility: string }>(
      "select text, visibility from records where digest = ?",
    ),
    fillRecord: prepare("update records set text = ?, visibility = ? where digest = ? and visibility = 'missing'"),
    eraseRecord: prepare("update records set text = null, visibility = 'erased' where digest = ?"),
    actorsOfDigest: prepare<{ actor: string }>(
      "select actor from facts where digest = @digest union select actor from series_steps where digest = @digest",
    ),

    putSeriesStep: prepare("insert into series_steps (line, step, digest, batch_id, actor) values (?, ?, ?, ?, ?)"),
    deleteSeriesStepsAfter: prepare("delete from series_steps where line > ?"),
    putOffer: prepare(
      `insert into offers (line, batch_id, seq, digest, custodian, recipient, offered_at, state) values (?, ?, ?, ?, ?, ?, ?, 'open')`,
    ),
    endOffer: prepare(
      "update offers set state = ?, ended_line = ?, ended_at = ? where batch_id = ? and ended_line is null",
    ),
    putEdge: prepare("insert into lineage_edges (line, parent, child, kind, quantity) values (?, ?, ?, ?, ?)"),
    deleteEdgesAfter: prepare("delete from lineage_edges where line > ?"),
    deleteOffersAfter: prepare("delete from offers where line > ?"),
    reopenOffersAfter: prepare(
      "update offers set state = 'open', ended_line = null, ended_at = null where ended_line > ?",
    ),
    enqueueMissing: prepare(
      `insert or ignore into record_queue (actor, not_before, digest, attempts)
       select facts.actor, 0, facts.digest, 0 from facts join records on records.digest = facts.digest
       where facts.line > @from and facts.line <= @to and records.visibility = 'missing'
       union select series_steps.actor, 0, series_steps.digest, 0
       from series_steps join records on records.digest = series_steps.digest
       where series_steps.line > @from and series_steps.line <= @to and records.visibility = 'missing'`,
    ),
    enqueue: prepare("insert or ignore into record_queue (actor, not_before, digest, attempts) values (?, ?, ?, ?)"),
    dequeue: prepare("delete from record_queue where actor = ? and not_before = ? and digest = ?"),
    nextLane: prepare<{ actor: string }>("select actor from record_queue where actor > ? order by actor limit 1"),
    dueRecords: prepare<QueuedRecord>(
      "select * from record_queue where actor = ? and not_before <= ? order by not_before, digest limit ?",
    ),
    arrivals: prepare<{ number: number; digest: string }>("select * from record_arrivals order by number limit ?"),
    deleteArrival: prepare("delete from record_arrivals where number = ?"),
    batchesOfDigest: prepare<{ batch_id: string }>(
      "select batch_id from facts where digest = @digest union select batch_id from series_steps where digest = @digest",
    ),
    deleteOrphanRecords: prepare(
      `delete from records where digest not in (select digest from facts where digest is not null)
       and digest not in (select digest from series_steps)`,
    ),

    putAccountRoles: prepare(
      "insert or replace into account_roles (address, current, ever, valid_until) values (?, ?, ?, ?)",
    ),
    accountRoles: prepare<{ current: number; ever: number }>(
      "select current, ever from account_roles where address = ?",
    ),
    putAgent: prepare("insert or ignore into agents (custodian, account, heir) values (?, ?, ?)"),
    deleteAgent: prepare("delete from agents where custodian = ? and account = ? and heir = 0"),
    putKindRole: prepare("insert or replace into kind_roles (kind, roles) values (?, ?)"),
    putProfile: prepare(
      `insert into profiles (line, account, author, digest, roles, timestamp)
       values (@line, @account, @actor, @digest, @roles, @timestamp)`,
    ),
    putParty: prepare(
      "insert or replace into parties (custodian, batch_id, account, line, since) values (?, ?, ?, ?, ?)",
    ),
    deleteParty: prepare("delete from parties where custodian = ? and batch_id = ? and account = ?"),
    clearAdministration: ["account_roles", "agents", "kind_roles", "parties", "profiles"].map((table) =>
      prepare(`delete from ${table}`),
    ),
  };
}

/** All statements. */
export type Statements = ReturnType<typeof prepareStatements>;

/** A row of `cursor`. */
export interface CursorRow {
  readonly generation: number;
  readonly chain_id: number;
  readonly contract: string;
  readonly genesis_hash: string;
  readonly block_number: number;
  readonly block_hash: string;
  readonly final_block: number;
  readonly line: number;
  readonly chain: string;
}

/** A row of `record_queue`. */
export interface QueuedRecord {
  readonly actor: string;
  readonly not_before: number;
  readonly digest: string;
  readonly attempts: number;
}

/** A row of `facts`. */
export interface FactRow {
  readonly block_number: number;
  readonly event: string;
  readonly kind: string;
  readonly args: string;
  readonly amended: number | null;
  readonly batch_id: string;
  readonly seq: number;
  readonly actor: string;
  readonly timestamp: number;
  readonly digest: string;
  readonly head: string;
}

/** A row of `batches`. */
export interface BatchRow {
  readonly id: string;
  readonly code: string;
  readonly unit: string;
  readonly quantity: string;
  readonly made: string;
  readonly gone: string;
  readonly custodian: string;
  readonly offered_to: string | null;
  readonly seq: number;
  readonly status: string;
  readonly verdict: string | null;
  readonly verdicts: string;
  readonly open: number;
  readonly recalls: number;
  readonly withdrawn: number;
  readonly head: string;
  readonly described_by: number;
  readonly created_at: number;
  readonly updated_at: number;
}
