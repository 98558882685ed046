import { type Kysely, sql } from "kysely";
import type { Batch } from "../../domain/batches/batch.ts";
import type { BatchQuery, Mirror } from "../../domain/batches/mirror.ts";
import { builtInRoles, LINE_EVENTS } from "../../domain/records/kinds.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Page } from "../../domain/shared/page.ts";
import { ALL_ROLES, REGISTRAR } from "../../domain/shared/roles.ts";
import type { Database } from "../database.ts";
import { containing } from "../shared/like.ts";
import type { Tables } from "../tables.ts";
import { batchOf, lineOf, selectBatches, selectLines } from "./mirror-rows.ts";

/** A batch's displayed status: the chain's once it is no longer active, before that its description's. */
const STATUS = sql<string>`case when batches.status = 'active' then batches.state else batches.status end`;

const SORTS: Readonly<Record<BatchQuery["sortBy"], readonly ReturnType<typeof sql>[]>> = {
  createdAt: [sql`batches.created_at`],
  updatedAt: [sql`batches.updated_at`],
  name: [sql`batches.name`],
  batchCode: [sql`batches.code`],
  // Decimal text without leading zeros: longer means larger.
  quantity: [sql`length(batches.quantity)`, sql`batches.quantity`],
  status: [STATUS],
  harvestDate: [sql`batches.harvest_date`],
};

/** The mirror, read from the projections on the reading connection. */
export function mirrorRepository(database: Pick<Database, "read">): Mirror {
  const { read } = database;
  const batchWhere = async (column: "trace_id" | "code", value: string): Promise<Batch | undefined> => {
    const row = await selectBatches(read).where(`batches.${column}`, "=", value).executeTakeFirst();
    return row && batchOf(row);
  };
  /** All roles that an address holds now, officers' too. */
  const wordOf = async (address: Hex): Promise<number> => {
    const row = await read
      .selectFrom("account_roles")
      .select(["current", "valid_until"])
      .where("address", "=", address)
      .executeTakeFirst();
    const isOver = row !== undefined && row.valid_until !== 0 && row.valid_until < Date.now() / 1000;
    return row === undefined || isOver ? 0 : row.current;
  };

  return {
    batchByTraceId: (traceId) => batchWhere("trace_id", traceId),
    batchByCode: (code) => batchWhere("code", code),
    async batchesByCodes(codes) {
      if (codes.length === 0) return [];
      // One parameter with all codes: the statement is the same for any number of them.
      const wanted = sql<string>`(select value from json_each(${JSON.stringify(codes)}))`;
      const rows = await selectBatches(read).where("batches.code", "in", wanted).execute();
      return rows.map(batchOf);
    },
    listBatches: (query) => listBatches(read, query),

    async linesOf(batchId) {
      const rows = await selectLines(read)
        .where("facts.batch_id", "=", batchId)
        .where("facts.event", "in", LINE_EVENTS)
        .orderBy("facts.seq")
        .execute();
      return rows.map(lineOf);
    },

    async lineAt(batchId, seq) {
      const row = await selectLines(read)
        .where("facts.batch_id", "=", batchId)
        .where("facts.seq", "=", seq)
        .where("facts.event", "in", LINE_EVENTS)
        .executeTakeFirst();
      return row && lineOf(row);
    },

    rolesOf: async (address) => (await wordOf(address)) & ALL_ROLES,
    isRegistrar: async (address) => ((await wordOf(address)) & REGISTRAR) !== 0,

    async rolesEverOf(addresses) {
      if (addresses.length === 0) return new Map();
      const rows = await read
        .selectFrom("account_roles")
        .select(["address", "ever"])
        .where("address", "in", addresses)
        .execute();
      return new Map(rows.map((row) => [row.address as Hex, row.ever & ALL_ROLES]));
    },

    async kindRole(kind) {
      const row = await read.selectFrom("kind_roles").select("roles").where("kind", "=", kind).executeTakeFirst();
      return row?.roles ?? builtInRoles(kind);
    },

    async stepsOf(batchIds) {
      const steps = new Map<Hex, { seq: number; kind: string }[]>(batchIds.map((id) => [id, []]));
      if (batchIds.length === 0) return steps;
      const rows = await read
        .selectFrom("facts")
        .select(["batch_id", "seq", "kind"])
        .where("batch_id", "in", batchIds)
        .where("event", "=", "Recorded")
        .orderBy("batch_id")
        .orderBy("seq")
        .execute();
      for (const { batch_id, seq, kind } of rows) {
        steps.get(batch_id as Hex)?.push({ seq: seq as number, kind: kind as string });
      }
      return steps;
    },

    async recordNaming(sha256) {
      const row = await read
        .selectFrom("record_files")
        .innerJoin("facts", "facts.digest", "record_files.digest")
        .innerJoin("batches", "batches.id", "facts.batch_id")
        .select(["facts.actor", "batches.custodian"])
        .where("record_files.sha256", "=", sha256)
        .orderBy("facts.line")
        .executeTakeFirst();
      return row && { recorder: row.actor as Hex, custodian: row.custodian as Hex };
    },

    async syncedAt() {
      const row = await read.selectFrom("cursor").select("synced_at").where("id", "=", 1).executeTakeFirst();
      return row && row.synced_at > 0 ? new Date(row.synced_at) : undefined;
    },
  };
}

async function listBatches(read: Kysely<Tables>, query: BatchQuery): Promise<Page<Batch>> {
  const { page, limit, search, status, from, to } = query;
  let matching = read.selectFrom("batches").where("batches.status", "!=", "withdrawn");
  if (status !== undefined) matching = matching.where(STATUS, "=", status);
  // The chain's timestamps are whole seconds.
  if (from) matching = matching.where("batches.created_at", ">=", Math.ceil(from.getTime() / 1000));
  if (to) matching = matching.where("batches.created_at", "<=", Math.floor(to.getTime() / 1000));
  if (search !== undefined) matching = matching.where(containing("batches.search", search.toLowerCase()));

  const direction = query.descending ? "desc" : "asc";
  let ordered = matching.select("batches.id");
  for (const expression of SORTS[query.sortBy]) ordered = ordered.orderBy(expression, direction);
  // The id breaks ties: no batch is on two pages.
  ordered = ordered
    .orderBy("batches.id", direction)
    .limit(limit)
    .offset((page - 1) * limit);

  const [ids, count] = await Promise.all([
    ordered.execute(),
    matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  // The page is selected from the batches before joining: joining first would walk every line.
  const position = new Map(ids.map(({ id }, index) => [id, index]));
  const rows =
    ids.length === 0
      ? []
      : await selectBatches(read)
          .where("batches.id", "in", [...position.keys()])
          .execute();
  rows.sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
  return { items: rows.map(batchOf), total: Number(count.total) };
}
