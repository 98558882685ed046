import { type RawBuilder, sql } from "kysely";
import type { Erasures } from "../../domain/erasures/ports.ts";
import { ERASURE } from "../../domain/records/erasures.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";

/** What erasing depends on, in SQL. */
export function erasuresRepository({ read, write }: Pick<Database, "read" | "write">): Erasures {
  return {
    async linesAfter(line, limit) {
      const rows = await read
        .selectFrom("facts")
        .select(["line", "batch_id", "seq"])
        .where("kind", "=", sql.lit(ERASURE))
        .where("line", ">", line)
        .orderBy("line")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ line: row.line as number, batchId: row.batch_id as Hex, seq: row.seq as number }));
    },

    async neededElsewhere(files, document) {
      if (files.length === 0) return new Set();
      const { rows } = await sql<{ readonly sha256: Hex }>`
        select value as sha256 from ${listOf(files)} where
          exists (select 1 from record_files where sha256 = value and digest != ${document})
          or exists (select 1 from facts where digest = value)
          or exists (select 1 from series_steps where digest = value)
          or exists (select 1 from profiles where digest = value)
          or exists (select 1 from products where image = value)`.execute(read);
      return new Set(rows.map(({ sha256 }) => sha256));
    },

    async forgetWords(files) {
      if (files.length === 0) return;
      await sql`update commitments set search = '' where sha256 in (select value from ${listOf(files)})`.execute(write);
    },
  };
}

/** One parameter with all of them: the statement is the same for any number. */
const listOf = (files: readonly Hex[]): RawBuilder<unknown> => sql`json_each(${JSON.stringify(files)})`;
