import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Deployment } from "../chain/calls.ts";
import type { FinalBlock } from "../chain/finality.ts";
import { type Rpc, RpcError, RpcUnavailable } from "../chain/rpc.ts";
import type { Objects } from "../domain/files/objects.ts";
import { FAULT_WORDS, storageFault } from "../domain/shared/storage-fault.ts";
import type { Database } from "../store/database.ts";
import { CursorConflict } from "./apply.ts";
import { type FetchSize, fetchSize } from "./fetch-size.ts";
import { lateRecords } from "./late-records.ts";
import { noDoubt } from "./missed-lines.ts";
import { progressLog } from "./progress.ts";
import { openMirror } from "./start.ts";
import { prepareStatements } from "./statements.ts";
import { type SyncOptions, syncOnce } from "./sync.ts";

/** What an indexer needs. */
export interface IndexerOptions {
  readonly rpc: Rpc;
  readonly database: Database;
  readonly objects: Objects;
  readonly deployment: Deployment;
  readonly startBlock: number;
  readonly finalBlock: FinalBlock;
  /** The polling interval at the head, in milliseconds. */
  readonly pollInterval: number;
  readonly logger: Logger;
  /** The clock, in milliseconds; the machine's if left out. */
  readonly now?: () => number;
  /** How many blocks to fetch at a time; adaptive if left out. */
  readonly range?: FetchSize;
}

/** A running indexer. */
export interface Indexer {
  /** Settles when the loop has ended; rejects if it stopped because continuing would be wrong. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Check that the database mirrors this chain, and get ready for the loop. Throws a ChainMismatch otherwise. */
export async function syncOptions(options: IndexerOptions): Promise<SyncOptions> {
  const { rpc, database, deployment, objects, finalBlock, logger } = options;
  const statements = prepareStatements(database.raw);
  const start = await openMirror(rpc, statements, deployment, options.startBlock);
  const { raw } = database;
  return {
    rpc,
    database: raw,
    statements,
    objects,
    contract: deployment.contract,
    start,
    finalBlock,
    logger,
    range: options.range ?? fetchSize(),
    doubt: noDoubt(),
    late: lateRecords({ database: raw, statements, objects, logger, ...(options.now && { now: options.now }) }),
    onProgress: progressLog(logger, start.number),
  };
}

/**
 * An unreachable node comes back, and an indexer that lost a race reads the cursor again (so a second one may stand
 * by). Any other error would recur, or worse.
 */
export function isPassing(error: unknown): error is Error {
  // A failing store rolls its transaction back: the work is done once it recovers.
  if (storageFault(error) !== undefined) return true;
  return [RpcUnavailable, RpcError, CursorConflict].some((passing) => error instanceof passing);
}

/** The log message for an error; for a store's fault also what it means. */
function wordsOf(error: Error): string {
  const fault = storageFault(error);
  return fault ? `What is stored ${FAULT_WORDS[fault]} (${error.message})` : error.message;
}

/** Milliseconds to wait after a failure: doubled each time, up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 8_000;

/** Check the chain and start the loop. Throws a ChainMismatch if it is not the chain that the database mirrors. */
export async function startIndexer(options: IndexerOptions): Promise<Indexer> {
  const { logger } = options;
  const sync = await syncOptions(options);

  const stopping = new AbortController();
  const done = (async () => {
    let wasSynced = false;
    let failures = 0;
    let reported: string | undefined;
    while (!stopping.signal.aborted) {
      let pause = 0;
      try {
        options.database.file.check();
        const result = await syncOnce(sync);
        if (reported !== undefined) logger.warn("the mirror goes on");
        [failures, reported] = [0, undefined];
        if (result !== "advanced") pause = options.pollInterval;
        if (result === "synced" && !wasSynced) logger.info("the mirror stands at the head of the chain");
        wasSynced = result === "synced" || (wasSynced && result === "advanced");
      } catch (error) {
        if (!isPassing(error)) throw error;
        const reason = wordsOf(error);
        // Logged once, however often it is retried.
        if (reason !== reported) logger.warn({ error: reason }, "the mirror could not go on: trying again");
        reported = reason;
        pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE);
      }
      if (pause > 0) await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  // Whoever awaits `done` sees its failure; until somebody does, it must not end the process.
  done.catch(() => undefined);

  return {
    done,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
