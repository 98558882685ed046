/** Projection: one row a line of the contract, as it came. */
export interface FactsTable {
  block_number: number;
  log_index: number;
  block_hash: string;
  transaction_hash: string;
  event: string;
  /** JSON of the event's values. */
  args: string;
  /** Its number over the whole contract. */
  line: number;
  /** The contract's chain after this line. */
  chain: string;
  /** The following are null for lines of administration. */
  batch_id: string | null;
  seq: number | null;
  actor: string | null;
  kind: string | null;
  digest: string | null;
  timestamp: number | null;
  amended: number | null;
  /** The batch's head after this line. */
  head: string | null;
}

/** Projection: one row a batch, folded from its facts and documents. */
export interface BatchesTable {
  id: string;
  trace_id: string;
  code: string;
  /** What the code looks like (domain/shared/skeleton.ts). */
  skeleton: string;
  unit: string;
  /** Decimal text: 64 unsigned bits do not fit in SQLite's integers. */
  quantity: string;
  /** What there was in the first place, in the same way. */
  made: string;
  /** JSON of what became of the difference (domain/records/gone.ts). */
  gone: string;
  custodian: string;
  /** The address that its custodian offers it to. */
  offered_to: string | null;
  seq: number;
  status: string;
  verdict: string | null;
  /** JSON of the verdicts that stand (domain/records/verdicts.ts). */
  verdicts: string;
  /** Whether anybody with a role may write on it: 1 or 0. */
  open: number;
  /** The recalls that stand (domain/records/endings.ts). */
  recalls: number;
  /** Whether it was withdrawn: 1 or 0. */
  withdrawn: number;
  head: string;
  /** `seq` of the line whose document describes the batch now: the creation or its latest amendment. */
  described_by: number;
  created_at: number;
  updated_at: number;
  /** From the document, for lists; null while it is missing or erased. */
  name: string | null;
  state: string;
  harvest_date: string | null;
  /** Its product's, as 14 digits. */
  gtin: string | null;
  /** Which lot of that it is: as its maker said, else its code if that can be one. */
  lot: string | null;
  search: string;
}

/** Projection: one row a step of a series, whose line has one digest over all of theirs. */
export interface SeriesStepsTable {
  line: number;
  /** Which of its line's, counted from 0. */
  step: number;
  digest: string;
  batch_id: string;
  actor: string;
}

/** Projection: the content of the record documents that lines name, where available. */
export interface RecordsTable {
  digest: string;
  /** The document's exact text; null while it is missing or after it was erased. */
  text: string | null;
  visibility: string;
}

/** Projection, kept by triggers on `records`: what batches are found by in the records of their steps. */
export interface RecordWordsTable {
  digest: string;
  /** The code of the batch that the record says it is about. */
  code: string;
  /** Names of places and parties, and numbers of papers, a line each. */
  words: string;
}

/** Projection: the business roles an address holds now, and ever held. */
export interface AccountRolesTable {
  address: string;
  current: number;
  ever: number;
  /** Last second at which they hold; 0 for no end. */
  valid_until: number;
}

/** Projection: who may do with a custodian's batches what that one may. */
export interface AgentsTable {
  custodian: string;
  account: string;
  /** 1 for who was given the custodian's account, 0 for an agent. */
  heir: number;
}

/** Projection: who may write a kind. */
export interface KindRolesTable {
  kind: string;
  roles: number;
}

/** Projection: the mirrored chain, and the mirror's progress. One row. */
export interface CursorTable {
  id: number;
  /** Compare-and-swapped in each transaction: a second writer loses. */
  generation: number;
  chain_id: number;
  contract: string;
  genesis_hash: string;
  block_number: number;
  block_hash: string;
  /** The latest block that the chain calls final. */
  final_block: number;
  /** The number of the latest line. */
  line: number;
  /** The contract's chain after it. */
  chain: string;
  /** When the mirror last stood at the head of the chain, in milliseconds: not part of what is rebuilt. */
  synced_at: number;
}

/** Projection: hashes of the blocks that could still be reorganised. */
export interface BlocksTable {
  number: number;
  hash: string;
}
