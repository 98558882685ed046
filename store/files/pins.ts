import { type Selectable, sql } from "kysely";
import type { Pin, PinState, Pins } from "../../domain/files/ipfs.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { PinsTable } from "./tables.ts";

/** Never due again. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Blocks written in one statement: SQLite takes no more than 32,766 parameters. */
const AT_A_TIME = 1_000;

/** Pins and the index of blocks, in SQL. */
export function pinsRepository({ read, write }: Pick<Database, "read" | "write">): Pins {
  return {
    async add({ sha256, cid, public: open, blocks }) {
      await write.transaction().execute(async (transaction) => {
        for (let start = 0; start < blocks.length; start += AT_A_TIME) {
          await transaction
            .insertInto("cids")
            .values(blocks.slice(start, start + AT_A_TIME).map((block) => ({ cid: block, sha256 })))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        const state: PinState = open ? "waiting" : "withheld";
        // Removed and stored again: if it is just being unpinned, it has to wait for that.
        await transaction
          .updateTable("pins")
          .set({ state, attempts: 1, ...(open ? {} : { not_before: 0 }) })
          .where("sha256", "=", sha256)
          .where("state", "=", "removed")
          .execute();
        await transaction
          .insertInto("pins")
          .values({ sha256, cid, state, attempts: 0, not_before: open ? 0 : NEVER })
          .onConflict((conflict) =>
            open
              ? conflict
                  .column("sha256")
                  .doUpdateSet({ state, attempts: 0, not_before: 0 })
                  .where("pins.state", "=", "withheld")
              : conflict.doNothing(),
          )
          .execute();
      });
    },

    async find(sha256) {
      const row = await read.selectFrom("pins").selectAll().where("sha256", "=", sha256).executeTakeFirst();
      return row && pinOf(row);
    },

    async take(now, limit, lease) {
      const rows = await write
        .updateTable("pins")
        .set((column) => ({ attempts: column("attempts", "+", 1), not_before: now.getTime() + lease }))
        .where("sha256", "in", (from) =>
          from
            .selectFrom("pins")
            .select("sha256")
            .where("not_before", "<=", now.getTime())
            .orderBy("not_before")
            .limit(limit),
        )
        .returningAll()
        .execute();
      return rows.map((row) => pinOf({ ...row, attempts: row.attempts - 1 }));
    },

    async settle(sha256, state, next) {
      const notBefore = state === "withheld" ? NEVER : next.getTime();
      await write
        .updateTable("pins")
        .set({ state, attempts: 0, not_before: notBefore })
        .where("sha256", "=", sha256)
        .execute();
    },

    async remove(sha256) {
      await write.updateTable("pins").set({ state: "removed", not_before: 0 }).where("sha256", "=", sha256).execute();
    },

    async forget(sha256) {
      await write.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("pins")
          .where("sha256", "=", sha256)
          .where("state", "=", "removed")
          .executeTakeFirst();
        if (numDeletedRows > 0n) await transaction.deleteFrom("cids").where("sha256", "=", sha256).execute();
      });
    },

    async postpone(sha256, until) {
      await write.updateTable("pins").set({ not_before: until.getTime() }).where("sha256", "=", sha256).execute();
    },

    async reviewAll() {
      await write
        .updateTable("pins")
        // Attempts are kept: an attempt whose process died may have pinned the object.
        .set({ not_before: 0 })
        .where("state", "in", ["waiting", "pinned", "removed"])
        .execute();
    },

    async blocksOf(sha256) {
      const rows = await read.selectFrom("cids").select("cid").where("sha256", "=", sha256).execute();
      return rows.map((row) => row.cid);
    },

    async holdersOf(cid) {
      const rows = await read.selectFrom("cids").select("sha256").where("cid", "=", cid).execute();
      return rows.map((row) => row.sha256 as Hex);
    },

    async unknown(after, limit) {
      const named = sql<{ sha256: string }>`
        select sha256 from (
          select digest as sha256 from records
          union select digest from operations where digest is not null
          union select sha256 from uploads
          union select case when sha256 like '0x%' then sha256 else '0x' || sha256 end from record_files
        ) where sha256 > ${after} and sha256 not in (select sha256 from pins) order by sha256 limit ${limit}`;
      const { rows } = await named.execute(read);
      return rows.map((row) => row.sha256 as Hex);
    },
  };
}

function pinOf(row: Selectable<PinsTable>): Pin {
  const { sha256, cid, state, attempts } = row;
  return { sha256: sha256 as Hex, cid, state: state as PinState, attempts };
}
