/** Which batches are on hold, in SQL: the same as `holdsOf` (domain/records/holds.ts) says of the lines of one. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { HeldLines } from "../../domain/batches/mirror.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { traceIdOf } from "../../domain/shared/identifiers.ts";
import { isoTime, wholeSecond } from "../../domain/shared/time.ts";
import { listOf } from "../shared/list-of.ts";
import type { Tables } from "../tables.ts";
import { lineOf, selectLines } from "./mirror-rows.ts";

/** As the index has it (store/migrations/0058-holds.ts), so that it is used. */
const isOfHold = (table: string) =>
  sql<SqlBool>`${sql.ref(`${table}.kind`)} in ('hold', 'hold-released', 'official-hold', 'official-hold-released')`;

/** Texts of times in UTC, to the second. */
const UNTIL = "0000-00-00T00:00:00Z".replaceAll("0", "[0-9]");

/** Whether a batch is on hold at a time. */
export function isHeld(now: Date): RawBuilder<SqlBool> {
  // Only what is written as domain/records/holds.ts wants it is a time: such texts sort as times do.
  const until = sql`case when json_valid(records.text) then json_extract(records.text, '$.step.details.until') end`;
  return sql<SqlBool>`batches.id in (
    select placed.batch_id from facts as placed left join records on records.digest = placed.digest
    where ${isOfHold("placed")} and placed.event = 'Recorded' and placed.kind in ('hold', 'official-hold')
      and not coalesce(${until} <= ${isoTime(wholeSecond(now))} and ${until} glob ${UNTIL}, false)
      and not exists (select 1 from facts as later where ${isOfHold("later")} and later.event = 'Recorded'
        and later.batch_id = placed.batch_id and later.seq > placed.seq
        and later.kind in ('official-hold-released', placed.kind, placed.kind || '-released')))`;
}

/** The lines of some batches that tell of holds. */
export async function holdLinesOf(read: Kysely<Tables>, traceIds: readonly string[]): Promise<readonly HeldLines[]> {
  if (traceIds.length === 0) return [];
  const rows = await selectLines(read)
    .where("batches.trace_id", "in", listOf(traceIds))
    .where(isOfHold("facts"))
    .orderBy("facts.seq")
    .execute();
  return [...Map.groupBy(rows, ({ batch_id }) => batch_id as Hex)].map(([id, lines]) => ({
    traceId: traceIdOf(id),
    code: lines[0]?.code ?? "",
    lines: lines.map((row) => lineOf(row)),
  }));
}
