/**
 * Documents that come after their lines: a wallet user may write the line first, and a digest may be of nothing at all.
 * What was just stored is asked for first. All else waits longer each time, in the lane of whoever named it, and the lanes
 * take turns: however many digests of nothing somebody names, another's document is asked for soon, and a look stays cheap.
 */
import type SQLite from "better-sqlite3";
import type { Logger } from "pino";
import type { Objects } from "../domain/files/objects.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { refoldBatch } from "./project-batch.ts";
import { type FoundRecord, findRecords } from "./records.ts";
import type { QueuedRecord, Statements } from "./statements.ts";

/** Of those that just came, so many are taken up in a look. */
const ARRIVALS = 64;
/** Of all others, so many are asked for in a look, */
const ASKED = 32;
/** so many of one lane before the next has its turn, */
const IN_TURN = 4;
/** and in so many lanes it is looked whether any is due. */
const LANES = 64;

/** Milliseconds until a document is asked for the second time, and at most between two times. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 3_600_000;

/** Takes documents up that come late. */
export interface LateRecords {
  /** Take up what has come, at the cost of a few questions to the storage however much is waited for. */
  takeUp(): Promise<void>;
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

  /** Those whose turn it is, a few of each lane. */
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

  return {
    async takeUp() {
      const time = now();
      const arrivals = statements.arrivals.all(ARRIVALS);
      const queued = due(time);
      if (arrivals.length === 0 && queued.length === 0) return;
      const wanted = [...arrivals, ...queued].map(({ digest }) => digest as Hex).filter(isMissing);
      const records = await findRecords(objects, wanted, logger);
      database
        .transaction(() => {
          for (const { number } of arrivals) statements.deleteArrival.run(number);
          for (const { digest } of arrivals) {
            // What is stored and cannot be read now is asked for again at once, not after its long pause.
            if (records.get(digest as Hex)?.visibility === "missing") enqueueAnew(digest);
          }
          for (const each of queued) {
            statements.dequeue.run(each.actor, each.not_before, each.digest);
            if (records.get(each.digest as Hex)?.visibility === "missing") {
              statements.enqueue.run(each.actor, time + pauseAfter(each.attempts), each.digest, each.attempts + 1);
            }
          }
          write(records);
        })
        .immediate();
    },
  };

  function enqueueAnew(digest: string): void {
    for (const { actor } of statements.actorsOfDigest.all(digest)) statements.enqueue.run(actor, 0, digest, 0);
  }

  function write(records: ReadonlyMap<Hex, FoundRecord>): void {
    const touched = new Set<string>();
    for (const [digest, { text, visibility }] of records) {
      if (visibility === "missing") continue;
      // Not where its line was taken back meanwhile: then nothing waits for it any more.
      if (statements.fillRecord.run(text, visibility, digest).changes === 0) continue;
      for (const row of statements.batchesOfDigest.all(digest)) touched.add(row.batch_id);
    }
    for (const batchId of touched) refoldBatch(statements, batchId);
  }
}

/** Twice as long each time, and not for all at the same time. */
function pauseAfter(attempts: number): number {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 30));
  return Math.round(pause * (0.75 + Math.random() * 0.25));
}
