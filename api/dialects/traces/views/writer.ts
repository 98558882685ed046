import { isRecordedLate, type StatementReason } from "../../../../domain/records/apart.ts";
import { capacityOf } from "../../../../domain/records/fold.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import { rolesIn } from "../../../../domain/shared/roles.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { type Actors, chainView, withheldView } from "./common.ts";

/** Who wrote an entry, in which capacity and by which roles, and when that was. */
export function writerView(entry: JourneyEntry, actors: Actors) {
  const { line, time } = entry;
  const { actor } = line.chain;
  return {
    by: {
      name: actors.get(actor)?.name ?? null,
      // Accounts name themselves: whether somebody confirmed a name is for a profile on chain to say.
      confirmed: false,
      address: checksumAddress(actor),
      capacity: capacityOf(line.args),
      roles: rolesIn(Number(line.args.roles ?? 0)),
    },
    recordedAt: isoTime(line.timestamp),
    ...(isRecordedLate(time.getTime(), line.timestamp.getTime()) ? { recordedLate: true } : {}),
  };
}

/** What nobody can read, or is dated before its batch: told apart from the journey. */
export function statementView(
  { entry, reason }: { readonly entry: JourneyEntry; readonly reason: StatementReason },
  actors: Actors,
) {
  const { step, line, time } = entry;
  return {
    type: entry.type,
    reason,
    date: entry.withheld ? null : isoTime(time),
    title: step?.title ?? null,
    description: step?.description ?? null,
    location: step?.location ?? null,
    ...writerView(entry, actors),
    ...withheldView(entry),
    chain: chainView(line.chain),
  };
}
