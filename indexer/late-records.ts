/**
 * Documents that arrive after their lines, and those that are erased since: a wallet user may write the line first, and a
 * digest may be of nothing at all. Newly stored documents come first. All others are retried at growing intervals, in the lane of whoever named
 * them, and the lanes take turns: however many digests of nothing somebody names, another's document is looked up soon,
 * and each round stays cheap.
 */
import type SQLite from "better-sqlite3";
import type { Logger } from "pino";
import type { Objects } from "../domain/files/objects.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { refoldBatch } from "./project-batch.ts";
import { type FoundRecord, findRecords } from "./records.ts";
import type { QueuedRecord, Statements } from "./statements.ts";

/** How many new documents are read in a round. */
const ARRIVALS = 64;
/** How many others are looked up in a round, */
const ASKED = 32;
/** how many of one lane before the next has its turn, */
const IN_TURN = 4;
/** and how many lanes are checked for due ones. */
const LANES = 64;

/** The first and the longest interval between two look-ups of a document, in milliseconds. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 3_600_000;

/** Reads late documents into the mirror. */
export interface LateRecords {
  /** Read what has arrived, with a few requests to the storage however much is awaited. */
  readArrived(): Promise<void>;
}

/** What it works with. */
export interface LateRecordsOptions {
  readonly database: SQLite.Database;
  readonly statements: Statements;
  readonly objects: Objects;
  readonly logger: Logger;
  readonly now?: () => number;
}

/** Begin at the first lane. */
export function lateRecords(options: LateRecordsOptions): LateRecords {
  const { database, statements, objects, logger, now = Date.now } = options;
  /** The lane that was served last. */
  let served = "";

  /** The documents whose turn it is, a few of each lane. */
  function due(time: number): QueuedRecord[] {
    const chosen: QueuedRecord[] = [];
    const seen = new Set<string>();
    while (chosen.length < ASKED && seen.size < LANES) {
      const lane = (statements.nextLane.get(served) ?? statements.nextLane.get(""))?.actor;
      if (lane === undefined || seen.has(lane)) break;
      seen.add(lane);
      served = lane;
      chosen.push(...statements.dueRecords.all(lane, time, Math.min(IN_TURN, ASKED - chosen.length)));
    }
    // Where few lanes have anything due, they share what is left.
    const taken = new Set(chosen.map(({ actor, digest }) => `${actor} ${digest}`));
    for (const lane of new Set(chosen.map(({ actor }) => actor))) {
      if (chosen.length >= ASKED) break;
      const more = statements.dueRecords.all(lane, time, ASKED);
      chosen.push(...more.filter(({ digest }) => !taken.has(`${lane} ${digest}`)).slice(0, ASKED - chosen.length));
    }
    return chosen;
  }

  const isMissing = (digest: string) => statements.record.get(digest)?.visibility === "missing";
  /** Named by a line, and shown: it may have been erased. */
  const isShown = (digest: string) => {
    const record = statements.record.get(digest);
    return record !== undefined && record.visibility !== "missing" && record.visibility !== "erased";
  };

  /** Which of those that arrived are gone: asked of where they lie, without reading any. */
  async function erasedAmong(digests: readonly string[]): Promise<string[]> {
    const shown = [...new Set(digests)].filter(isShown) as Hex[];
    const visibilities = await Promise.all(shown.map((digest) => objects.visibility(digest)));
    return shown.filter((_, index) => visibilities[index] === "erased");
  }

  return {
    async readArrived() {
      const time = now();
      const arrivals = statements.arrivals.all(ARRIVALS);
      const queued = due(time);
      if (arrivals.length === 0 && queued.length === 0) return;
      const wanted = [...arrivals, ...queued].map(({ digest }) => digest as Hex).filter(isMissing);
      const records = await findRecords(objects, wanted, logger);
      const erased = await erasedAmong(arrivals.map(({ digest }) => digest));
      database
        .transaction(() => {
          for (const { number } of arrivals) statements.deleteArrival.run(number);
          for (const { digest } of arrivals) {
            // What is stored but unreadable for now is retried at once, not after its long interval.
            if (records.get(digest as Hex)?.visibility === "missing") enqueueAnew(digest);
          }
          for (const each of queued) {
            statements.dequeue.run(each.actor, each.not_before, each.digest);
            if (records.get(each.digest as Hex)?.visibility === "missing") {
              statements.enqueue.run(each.actor, time + pauseAfter(each.attempts), each.digest, each.attempts + 1);
            }
          }
          write(records);
          for (const digest of erased) {
            statements.eraseRecord.run(digest);
            for (const row of statements.batchesOfDigest.all({ digest })) refoldBatch(statements, row.batch_id);
          }
        })
        .immediate();
    },
  };

  function enqueueAnew(digest: string): void {
    for (const { actor } of statements.actorsOfDigest.all({ digest })) statements.enqueue.run(actor, 0, digest, 0);
  }

  function write(records: ReadonlyMap<Hex, FoundRecord>): void {
    const touched = new Set<string>();
    for (const [digest, { text, visibility }] of records) {
      if (visibility === "missing") continue;
      // Not if its line was removed by a reorganisation: then nothing waits for it any more.
      if (statements.fillRecord.run(text, visibility, digest).changes === 0) continue;
      for (const row of statements.batchesOfDigest.all({ digest })) touched.add(row.batch_id);
    }
    for (const batchId of touched) refoldBatch(statements, batchId);
  }
}

/** Doubled each time, with jitter. */
function pauseAfter(attempts: number): number {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 30));
  return Math.round(pause * (0.75 + Math.random() * 0.25));
}
