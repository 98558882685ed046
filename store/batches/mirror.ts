import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Batch } from "../../domain/batches/batch.ts";
import type { BatchQuery, Mirror, RecordedStep } from "../../domain/batches/mirror.ts";
import { builtInRoles, LINE_EVENTS } from "../../domain/records/kinds.ts";
import type { Line } from "../../domain/records/line.ts";
import type { RecordParties } from "../../domain/records/record-parties.ts";
import { isSeries } from "../../domain/records/series.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Page } from "../../domain/shared/page.ts";
import { ALL_ROLES, REGISTRAR } from "../../domain/shared/roles.ts";
import { searchable } from "../../domain/shared/searchable.ts";
import type { Database } from "../database.ts";
import { paged, pageOfRows } from "../shared/keyset.ts";
import { containing } from "../shared/like.ts";
import type { Tables } from "../tables.ts";
import { holdLinesOf, isHeld } from "./held.ts";
import { batchOf, type LineRow, lineOf, selectBatches, selectLines, selectSeriesSteps } from "./mirror-rows.ts";
import { isRelated } from "./related.ts";

/** A batch's displayed status: the chain's once it is no longer active, before that its description's. */
const STATUS = sql<string>`case when batches.status = 'active' then batches.state else batches.status end`;

/** How many batches with codes that look alike are looked at. */
const ALIKE = 16;

/** What batches may be sorted by; no expression is ever null. */
const SORTS: Readonly<Record<BatchQuery["sortBy"], readonly RawBuilder<unknown>[]>> = {
  createdAt: [sql`batches.created_at`],
  updatedAt: [sql`batches.updated_at`],
  name: [sql`coalesce(batches.name, '')`],
  batchCode: [sql`batches.code`],
  // Decimal text without leading zeros: longer means larger.
  quantity: [sql`length(batches.quantity)`, sql`batches.quantity`],
  status: [STATUS],
  harvestDate: [sql`coalesce(batches.harvest_date, '')`],
};

/**
 * When a product with this GTIN was first kept that a batch's maker, by an address of then or now, owns or was lent by name;
 * null if there is none. What is lent to all makes nobody its packer.
 */
function firstOwned(gtin: string): ReturnType<typeof sql> {
  const maker = sql`(select id from accounts where accounts.address = first.actor
    union all select account_id from account_addresses where account_addresses.address = first.actor)`;
  return sql`(select min(products.created_at) from products where products.gtin = ${gtin} and (products.owner_id in ${maker}
    or products.id in (select item_id from catalogue_loans where catalogue = 'products' and account_id in ${maker})))`;
}

/** The mirror, read from the projections on the reading connection. */
export function mirrorRepository(database: Pick<Database, "read">): Mirror {
  const { read } = database;
  const batchWhere = async (column: "trace_id" | "code", value: string): Promise<Batch | undefined> => {
    const row = await selectBatches(read).where(`batches.${column}`, "=", value).executeTakeFirst();
    return row && batchOf(row);
  };
  const batchesAmong = async (column: "trace_id" | "code", values: readonly string[]): Promise<Batch[]> => {
    if (values.length === 0) return [];
    // One parameter with all of them: the statement is the same for any number.
    const wanted = sql<string>`(select value from json_each(${JSON.stringify(values)}))`;
    const rows = await selectBatches(read).where(`batches.${column}`, "in", wanted).execute();
    return rows.map(batchOf);
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
    async batchesLike(skeleton) {
      const alike = selectBatches(read).where("batches.skeleton", "=", skeleton);
      return (await alike.orderBy("first.line").limit(ALIKE).execute()).map(batchOf);
    },
    batchesByTraceIds: (traceIds) => batchesAmong("trace_id", traceIds),
    batchesByCodes: (codes) => batchesAmong("code", codes),
    async batchesOfLot(gtin, lot, limit) {
      const ofLot = selectBatches(read)
        .where("batches.gtin", "=", gtin)
        .where("batches.lot", "=", lot)
        // A part is of its parent's lot, and is reached from there: it has a page and a label of its own.
        .where("batches.code", "not like", "%~%");
      const owned = firstOwned(gtin);
      const rows = await ofLot
        .orderBy(sql`batches.status = 'withdrawn'`)
        .orderBy(sql`${owned} is null`)
        .orderBy(owned)
        .orderBy("first.line")
        .limit(limit)
        .execute();
      return rows.map(batchOf);
    },
    async hasGtin(gtin) {
      const row = await read.selectFrom("batches").select("id").where("gtin", "=", gtin).limit(1).executeTakeFirst();
      return row !== undefined;
    },
    listBatches: (query) => listBatches(read, query),

    async linesOf(batchId) {
      const rows = await selectLines(read)
        .where("facts.batch_id", "=", batchId)
        .where("facts.event", "in", LINE_EVENTS)
        .orderBy("facts.seq")
        .execute();
      return withSeries(read, rows);
    },

    async lineAt(batchId, seq) {
      const row = await selectLines(read)
        .where("facts.batch_id", "=", batchId)
        .where("facts.seq", "=", seq)
        .where("facts.event", "in", LINE_EVENTS)
        .executeTakeFirst();
      return row && (await withSeries(read, [row]))[0];
    },

    holdLinesOf: (traceIds) => holdLinesOf(read, traceIds),

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

    async isParty({ id, custodian }, account) {
      const row = await read
        .selectFrom("parties")
        .select("account")
        .where("custodian", "=", custodian)
        .where("batch_id", "in", [id, ""])
        .where("account", "=", account)
        .executeTakeFirst();
      return row !== undefined;
    },

    async isAgent(custodian, account) {
      const row = await read
        .selectFrom("agents")
        .select("account")
        .where("custodian", "=", custodian)
        .where("account", "=", account)
        .executeTakeFirst();
      return row !== undefined;
    },

    async agentsAmong(custodians, accounts) {
      const rows = await read
        .selectFrom("agents")
        .select(["custodian", "account"])
        .where("custodian", "in", [...custodians])
        .where("account", "in", [...accounts])
        .execute();
      return rows.map(({ custodian, account }) => ({ custodian: custodian as Hex, account: account as Hex }));
    },

    async kindRole(kind) {
      const row = await read.selectFrom("kind_roles").select("roles").where("kind", "=", kind).executeTakeFirst();
      return row?.roles ?? builtInRoles(kind);
    },

    async countParts(batchId) {
      const { count } = await read
        .selectFrom("facts")
        .select(sql<number>`coalesce(sum(json_array_length(args, '$.parts')), 0)`.as("count"))
        .where("batch_id", "=", batchId)
        .where("event", "=", "Split")
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async stepsOf(batchIds) {
      const steps = new Map<Hex, RecordedStep[]>(batchIds.map((id) => [id, []]));
      if (batchIds.length === 0) return steps;
      const rows = await read
        .selectFrom("facts")
        .leftJoin("series_steps", "series_steps.line", "facts.line")
        .select(["facts.batch_id", "facts.seq", "facts.kind", "series_steps.step"])
        .where("facts.batch_id", "in", batchIds)
        .where("facts.event", "in", ["Recorded", "SeriesRecorded"])
        .orderBy("facts.batch_id")
        .orderBy("facts.seq")
        .orderBy("series_steps.step")
        .execute();
      for (const { batch_id, seq, kind, step } of rows) {
        const index = step === null ? {} : { index: step };
        steps.get(batch_id as Hex)?.push({ seq: seq as number, kind: kind as string, ...index });
      }
      return steps;
    },

    async recordNaming(sha256) {
      const { rows } = await sql<RecordParties>`
        select named.actor as recorder, batches.custodian from (
          select line, batch_id, actor, digest from facts union all select line, batch_id, actor, digest from series_steps
        ) as named join batches on batches.id = named.batch_id
        where named.digest in (select digest from record_files where sha256 = ${sha256})
        order by named.line limit 1`.execute(read);
      return rows[0];
    },

    async syncedAt() {
      const row = await read.selectFrom("cursor").select("synced_at").where("id", "=", 1).executeTakeFirst();
      return row && row.synced_at > 0 ? new Date(row.synced_at) : undefined;
    },
  };
}

/** Lines of one batch; those of series with their steps. */
async function withSeries(read: Kysely<Tables>, rows: readonly LineRow[]): Promise<Line[]> {
  const numbers = rows.filter(({ event }) => isSeries(event)).map(({ line }) => line);
  if (numbers.length === 0) return rows.map((row) => lineOf(row));
  // One parameter with all numbers: a batch may have many series.
  const wanted = sql<number>`(select value from json_each(${JSON.stringify(numbers)}))`;
  const steps = await selectSeriesSteps(read)
    .where("series_steps.line", "in", wanted)
    .orderBy("series_steps.step")
    .execute();
  const found = Map.groupBy(steps, ({ line }) => line);
  return rows.map((row) => lineOf(row, found.get(row.line)));
}

/** Whether a step's record that everybody may read tells of a place, a party or a paper by this text. */
function isToldOf(search: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`batches.id in (
    select owned.id from record_words join batches as owned on owned.code = record_words.code
    where ${containing("record_words.words", search)} and (
      exists (select 1 from facts where facts.digest = record_words.digest and facts.batch_id = owned.id)
      or exists (select 1 from series_steps as steps
        where steps.digest = record_words.digest and steps.batch_id = owned.id)))`;
}

async function listBatches(read: Kysely<Tables>, query: BatchQuery): Promise<Page<Batch>> {
  const { search, status, from, to, hold, related } = query;
  let matching = read.selectFrom("batches").where("batches.status", "!=", "withdrawn");
  if (status !== undefined) matching = matching.where(STATUS, "=", status);
  if (hold) matching = matching.where(hold.stands ? isHeld(hold.at) : sql<SqlBool>`not ${isHeld(hold.at)}`);
  for (const { relation, is } of related?.by ?? []) {
    const stands = isRelated(relation, related?.addresses ?? []);
    matching = matching.where(is ? stands : sql<SqlBool>`not ${stands}`);
  }
  // The chain's timestamps are whole seconds.
  if (from) matching = matching.where("batches.created_at", ">=", Math.ceil(from.getTime() / 1000));
  if (to) matching = matching.where("batches.created_at", "<=", Math.floor(to.getTime() / 1000));
  if (search !== undefined) {
    matching = matching.where((or) => or.or([containing("batches.search", searchable(search)), isToldOf(search)]));
  }

  const order = {
    name: `batches ${query.sortBy} ${query.descending}`,
    // The id breaks ties: no batch is on two pages.
    by: [...SORTS[query.sortBy], sql`batches.id`],
    descending: query.descending,
  };
  const [found, count] = await Promise.all([
    paged(matching.select("batches.id"), order, query).execute(),
    matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  const { rows: ids, next } = pageOfRows(found, order, query);
  // The page is selected from the batches before joining: joining first would walk every line.
  const position = new Map(ids.map(({ id }, index) => [id, index]));
  const rows =
    ids.length === 0
      ? []
      : await selectBatches(read)
          .where("batches.id", "in", [...position.keys()])
          .execute();
  rows.sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
  return { items: rows.map(batchOf), total: Number(count.total), next };
}
