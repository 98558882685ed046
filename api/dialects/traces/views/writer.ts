import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import { isRecordedLate, type StatementReason } from "../../../../domain/records/apart.ts";
import { capacityOf } from "../../../../domain/records/capacity.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import { rolesIn } from "../../../../domain/shared/roles.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { calledView } from "./called.ts";
import { chainView, withheldView } from "./common.ts";

/** Who wrote an entry, in which capacity and by which roles, and when that was. */
export function writerView(entry: JourneyEntry, calledAt: CalledAt) {
  const { line, time } = entry;
  const { actor } = line.chain;
  return {
    by: {
      ...calledView(calledAt(actor, line.line)),
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
  calledAt: CalledAt,
) {
  const { step, line } = entry;
  return {
    type: entry.type,
    reason,
    date: entry.withheld ? null : entry.told,
    title: step?.title ?? null,
    description: step?.description ?? null,
    location: step?.location ?? null,
    ...writerView(entry, calledAt),
    ...withheldView(entry),
    chain: chainView(line.chain),
  };
}
