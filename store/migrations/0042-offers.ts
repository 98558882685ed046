import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { offerEndedBy } from "../../domain/records/offers.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Tables } from "../tables.ts";

/** Offers of batches with what became of them, filled from the lines that there are; and whom was told of which. */
export const offers: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("offers")
      .addColumn("line", "integer", (column) => column.primaryKey())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("custodian", "text", (column) => column.notNull())
      .addColumn("recipient", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("offered_at", "integer", (column) => column.notNull())
      .addColumn("ended_line", "integer")
      .addColumn("ended_at", "integer")
      .execute();
    const index = (name: string) => schema.createIndex(name).on("offers");
    await index("offers_by_batch").columns(["batch_id", "line"]).execute();
    await index("offers_by_custodian").columns(["custodian", "line"]).execute();
    await index("offers_by_recipient").columns(["recipient", "line"]).execute();
    await index("offers_by_end").column("ended_line").execute();
    await index("offers_by_state").columns(["state", "digest"]).execute();
    await schema
      .createTable("offer_notices")
      .addColumn("digest", "text", (column) => column.primaryKey())
      .addColumn("told_at", "integer", (column) => column.notNull())
      .execute();
    await fill(database as Kysely<Tables>);
  },
};

/** The offers of the lines so far. */
async function fill(database: Kysely<Tables>): Promise<void> {
  const lines = await database
    .selectFrom("facts")
    .select(["line", "batch_id", "seq", "event", "args", "actor", "digest", "timestamp"])
    .where("batch_id", "in", (facts) =>
      facts.selectFrom("facts").select("batch_id").where("event", "=", "CustodyOffered").distinct(),
    )
    .orderBy("batch_id")
    .orderBy("seq")
    .execute();
  let custodian = "";
  let open: { readonly line: number; readonly recipient: string } | undefined;
  for (const { seq, event, actor, ...fact } of lines) {
    const [line, at] = [fact.line as number, fact.timestamp as number];
    const args = JSON.parse(fact.args) as { readonly holder?: string; readonly to?: string };
    if (seq === 1) [custodian, open] = [args.holder ?? "", undefined];
    const state = open && offerEndedBy({ event, actor: actor as Hex }, open.recipient as Hex);
    if (open && state) {
      await database
        .updateTable("offers")
        .set({ state, ended_line: line, ended_at: at })
        .where("line", "=", open.line)
        .execute();
      open = undefined;
    }
    if (event === "CustodyAccepted") custodian = actor as string;
    if (event !== "CustodyOffered") continue;
    open = { line, recipient: args.to as string };
    await database
      .insertInto("offers")
      .values({
        ...open,
        batch_id: fact.batch_id as string,
        seq: seq as number,
        digest: fact.digest as string,
        custodian,
        state: "open",
        offered_at: at,
        ended_line: null,
        ended_at: null,
      })
      .execute();
  }
}
