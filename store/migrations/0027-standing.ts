import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** In `standing`: the column that says for which batch, where it is for all of a custodian's. */
const ALL = "";

/** Who may write on whose batches besides the custodian, filled from the lines of administration that there are. */
export const standing: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("standing")
      .addColumn("custodian", "text", (column) => column.notNull())
      .addColumn("relation", "text", (column) => column.notNull())
      .addColumn("batch_id", "text", (column) => column.notNull())
      .addColumn("account", "text", (column) => column.notNull())
      .addColumn("line", "integer", (column) => column.notNull())
      .addColumn("since", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("standing_primary", ["custodian", "relation", "batch_id", "account"])
      .execute();
    await fill(database, "party", "PartySet", "custodian", "account", "admitted");
    await fill(database, "agent", "AgentSet", "custodian", "account", "added");
    await fill(database, "heir", "AccountMoved", "from", "to", "accepted");
  },
};

/** The latest line about each pair counts, if it says that it is so. */
async function fill(
  database: Kysely<unknown>,
  relation: string,
  event: string,
  custodian: string,
  account: string,
  value: string,
): Promise<void> {
  const of = (name: string) => sql`json_extract(args, ${`$.${name}`})`;
  const batch =
    relation === "party"
      ? sql`case when ${of("id")} = ${`0x${"00".repeat(32)}`} then ${ALL} else ${of("id")} end`
      : sql`${ALL}`;
  // Nobody takes a moved account back: of those lines the ones that were accepted count, and no others.
  const counted = relation === "heir" ? sql`and ${of(value)} = 1` : sql``;
  await sql`
    insert into standing (custodian, relation, batch_id, account, line, since)
    select custodian, relation, batch_id, account, line, since from (
      select ${of(custodian)} as custodian, ${relation} as relation, ${batch} as batch_id, ${of(account)} as account,
        max(line) as line, ${of("timestamp")} as since, ${of(value)} as value
      from facts where event = ${event} ${counted} group by 1, 2, 3, 4
    ) as latest where value = 1`.execute(database);
}
