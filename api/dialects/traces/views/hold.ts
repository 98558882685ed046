import type { HeldBatch } from "../../../../domain/holds/write-hold.ts";
import type { Hold } from "../../../../domain/records/holds.ts";
import type { Line } from "../../../../domain/records/line.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { chainView } from "./common.ts";

/** The hold that stands on a batch; null where none does. */
export function standingHoldView(hold: Hold<Line> | null) {
  if (!hold) return null;
  const { line, reason, isOfficial, until } = hold;
  return {
    reason,
    by: checksumAddress(line.chain.actor),
    official: isOfficial,
    since: isoTime(line.timestamp),
    until: until && isoTime(until),
  };
}

/** What a line about a hold left. */
export function holdView({ batch, line, hold }: HeldBatch) {
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    hold: standingHoldView(hold),
    chain: chainView(line.chain),
  };
}
