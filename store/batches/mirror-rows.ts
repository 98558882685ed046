/** How batches and lines are read from the projections. */
import { type Kysely, sql } from "kysely";
import type { Batch } from "../../domain/batches/batch.ts";
import { belongs } from "../../domain/records/binding.ts";
import type { ChainReference, Line, Visibility } from "../../domain/records/line.ts";
import { parseDocument, type RecordDocument, shownDocument } from "../../domain/records/record-document.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Tables } from "../tables.ts";

/** Batches with their first line, the document that describes them, and the chain's latest final block. */
export function selectBatches(database: Kysely<Tables>) {
  return database
    .selectFrom("batches")
    .innerJoin("facts as first", (join) => join.onRef("first.batch_id", "=", "batches.id").on("first.seq", "=", 1))
    .innerJoin("facts as describing", (join) =>
      join.onRef("describing.batch_id", "=", "batches.id").onRef("describing.seq", "=", "batches.described_by"),
    )
    .leftJoin("records", "records.digest", "describing.digest")
    .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
    .selectAll("batches")
    .select([
      "first.actor",
      "first.digest",
      "first.transaction_hash",
      "first.block_number",
      "describing.event as describing_event",
      "describing.args as describing_args",
      "describing.amended as describing_amended",
      "records.text",
      "records.visibility",
      "cursor.final_block",
    ]);
}

/** A row of `selectBatches`. */
export type BatchRow = Awaited<ReturnType<ReturnType<typeof selectBatches>["executeTakeFirstOrThrow"]>>;

/** The batch in a row. */
export function batchOf(row: BatchRow): Batch {
  const document = documentOf(row.text, row.code, {
    event: row.describing_event as Line["event"],
    kind: "creation",
    amended: row.describing_amended,
    args: argsOf(row.describing_args),
  });
  const id = row.id as Hex;
  return {
    id,
    code: row.code,
    unit: row.unit,
    quantity: BigInt(row.quantity),
    made: BigInt(row.made),
    gone: JSON.parse(row.gone) as Batch["gone"],
    custodian: row.custodian as Hex,
    open: row.open === 1,
    seq: row.seq,
    head: row.head as Hex,
    status: row.status as Batch["status"],
    verdict: row.verdict as Batch["verdict"],
    description: document && "batch" in document ? (document.batch ?? null) : null,
    visibility: (row.visibility ?? "missing") as Visibility,
    createdAt: new Date(row.created_at * 1000),
    updatedAt: new Date(row.updated_at * 1000),
    chain: chainOf({ ...row, batch_id: id, seq: 1 }, row.final_block),
  };
}

/** Lines with their documents, and whether an earlier line has the same digest. */
export function selectLines(database: Kysely<Tables>) {
  return database
    .selectFrom("facts")
    .innerJoin("batches", "batches.id", "facts.batch_id")
    .leftJoin("records", "records.digest", "facts.digest")
    .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
    .selectAll("facts")
    .select(["batches.code", "records.text", "records.visibility", "cursor.final_block"])
    .select(firstLine("facts").as("first_line"));
}

/** The steps of series, with their documents, and the first line that has the same digest. */
export function selectSeriesSteps(database: Kysely<Tables>) {
  return database
    .selectFrom("series_steps")
    .leftJoin("records", "records.digest", "series_steps.digest")
    .select(["series_steps.line", "series_steps.digest", "records.text", "records.visibility"])
    .select(firstLine("series_steps").as("first_line"));
}

/** The first line of the contract that names a row's digest, as its own or as that of a step. */
function firstLine(table: "facts" | "series_steps") {
  const digest = sql.ref(`${table}.digest`);
  return sql<number>`(select min(line) from (
    select min(line) as line from facts as earlier where earlier.digest = ${digest}
    union all select min(line) from series_steps as earlier_step where earlier_step.digest = ${digest}))`;
}

/** A row of `selectSeriesSteps`. */
export type SeriesStepRow = Awaited<ReturnType<ReturnType<typeof selectSeriesSteps>["executeTakeFirstOrThrow"]>>;

/** A row of `selectLines`. */
export type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>["executeTakeFirstOrThrow"]>>;

/** The line in a row, with its steps if it is a series. */
export function lineOf(row: LineRow, steps?: readonly SeriesStepRow[]): Line {
  const event = row.event as Line["event"];
  const bound = { event, kind: row.kind as string, amended: row.amended, args: argsOf(row.args) };
  const read = row.text === null ? undefined : parseDocument(row.text);
  const isOwn = read !== undefined && belongs(read, row.code, bound);
  return {
    ...bound,
    line: row.line as number,
    timestamp: new Date((row.timestamp as number) * 1000),
    head: row.head as Hex,
    document: isOwn ? shownDocument(read) : null,
    visibility: (row.visibility ?? "missing") as Visibility,
    contradicts: read !== undefined && !isOwn,
    original: row.first_line === row.line,
    chain: chainOf(row, row.final_block),
    ...(steps && {
      series: steps.map((step) => ({
        digest: step.digest as Hex,
        document: documentOf(step.text, row.code, bound),
        visibility: (step.visibility ?? "missing") as Visibility,
        original: step.first_line === row.line,
      })),
    }),
  };
}

interface PlacedRow {
  readonly batch_id: string | null;
  readonly seq: number | null;
  readonly transaction_hash: string;
  readonly block_number: number;
  readonly actor: string | null;
  readonly digest: string | null;
}

/** Projections hold only lines that are in a block: confirmed, or final up to the chain's finalized block. */
function chainOf(row: PlacedRow, finalBlock: number | null): ChainReference {
  return {
    batchId: row.batch_id as Hex,
    seq: row.seq as number,
    transactionHash: row.transaction_hash as Hex,
    blockNumber: row.block_number,
    actor: row.actor as Hex,
    digest: row.digest as Hex,
    status: row.block_number <= (finalBlock ?? -1) ? "final" : "confirmed",
  };
}

function argsOf(text: string): Line["args"] {
  return JSON.parse(text) as Line["args"];
}

/** The content of a document's text, if its format is known and it belongs to the line. */
export function documentOf(
  text: string | null,
  code: string,
  line: Parameters<typeof belongs>[2],
): RecordDocument | null {
  if (text === null) return null;
  const document = parseDocument(text);
  return document && belongs(document, code, line) ? shownDocument(document) : null;
}
