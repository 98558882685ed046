import { sql } from "kysely";
import type { PlacedProfileLine, ProfileLines } from "../../domain/profiles/profile-lines.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";

const NEWEST_FIRST: Ordering = { name: "profiles", by: [sql.ref("profiles.line")], descending: true };

/** The lines by which accounts were described, from the projection. */
export function profileLinesRepository({ read }: Pick<Database, "read">): ProfileLines {
  return {
    async latest(moments) {
      if (moments.length === 0) return [];
      const { rows } = await sql<Row>`
        select profiles.*, facts.transaction_hash, facts.block_number, cursor.final_block
        from profiles join facts on facts.line = profiles.line left join cursor on cursor.id = 1
        where profiles.line in (
          select max(earlier.line) from json_each(${JSON.stringify(moments)}) as moment
          join profiles as earlier
            on earlier.account = moment.value ->> 'account' and earlier.line <= moment.value ->> 'line'
          group by moment.key, earlier.author
        )
        order by profiles.line`.execute(read);
      return rows.map(lineOf);
    },

    async history(account, request) {
      const said = read
        .selectFrom("profiles")
        .innerJoin("facts", "facts.line", "profiles.line")
        .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
        .selectAll("profiles")
        .select(["facts.transaction_hash", "facts.block_number", "cursor.final_block"])
        .where("profiles.account", "=", account);
      const { rows, next } = pageOfRows(await paged(said, NEWEST_FIRST, request).execute(), NEWEST_FIRST, request);
      const { total } = await read
        .selectFrom("profiles")
        .select((expression) => expression.fn.countAll<number>().as("total"))
        .where("account", "=", account)
        .executeTakeFirstOrThrow();
      return { items: rows.map((row) => lineOf(row as unknown as Row)), total: Number(total), next };
    },
  };
}

interface Row {
  readonly line: number;
  readonly account: Hex;
  readonly author: Hex;
  readonly digest: Hex;
  readonly roles: number;
  readonly timestamp: number;
  readonly transaction_hash: Hex;
  readonly block_number: number;
  readonly final_block: number | null;
}

function lineOf({ transaction_hash, block_number, final_block, ...line }: Row): PlacedProfileLine {
  return {
    ...line,
    transactionHash: transaction_hash,
    blockNumber: block_number,
    status: block_number <= (final_block ?? -1) ? "final" : "confirmed",
  };
}
