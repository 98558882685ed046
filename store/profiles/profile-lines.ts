import { sql } from "kysely";
import type { PlacedProfileLine, ProfileLines } from "../../domain/profiles/profile-lines.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";

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

    async history(account, { page, limit }) {
      const { rows } = await sql<Row>`
        select profiles.*, facts.transaction_hash, facts.block_number, cursor.final_block
        from profiles join facts on facts.line = profiles.line left join cursor on cursor.id = 1
        where profiles.account = ${account}
        order by profiles.line desc limit ${limit} offset ${(page - 1) * limit}`.execute(read);
      const { total } = await read
        .selectFrom("profiles")
        .select((expression) => expression.fn.countAll<number>().as("total"))
        .where("account", "=", account)
        .executeTakeFirstOrThrow();
      return { items: rows.map(lineOf), total: Number(total) };
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
