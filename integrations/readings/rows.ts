/** Readings as they are sent: JSON, lines of JSON, or CSV, of which each value is kept as its digits were written. */
import { parse } from "csv-parse/sync";
import { textDecoding } from "../../domain/files/text-encoding.ts";
import type { ReadingsFormat } from "../../domain/readings/ports.ts";
import { READING_FIELDS, type SentRow } from "../../domain/readings/read-row.ts";
import { MOST_READINGS } from "../../domain/records/readings.ts";
import { excessOf, type JsonBounds } from "../../domain/shared/bounded-json.ts";
import { DomainError, invalid } from "../../domain/shared/errors.ts";

/** What was sent: the rows, how one is called in an error, and what stands beside them. */
export interface SentRows {
  readonly rows: Iterable<SentRow>;
  readonly nameOf: (index: number) => string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Rows of five values each, and some of what nobody asked for. */
const BOUNDS: JsonBounds = { depth: 16, length: 32 * 1024 * 1024, values: 12 * MOST_READINGS };

/** The rows of a body. Throws `validation` for what is no such text. */
export function readRows(bytes: Uint8Array, format: ReadingsFormat): SentRows {
  const text = textOf(bytes);
  switch (format) {
    case "json":
      return rowsOfJson(text);
    case "ndjson":
      return { rows: rowsOfLines(text), nameOf: (index) => `line ${index + 1}`, fields: {} };
    case "csv":
      // The first line is the head.
      return { rows: rowsOfCsv(text), nameOf: (index) => `row ${index + 2}`, fields: {} };
  }
}

/** Text in whichever encoding spreadsheets and loggers write, without the mark of its byte order. */
function textOf(bytes: Uint8Array): string {
  const decoding = textDecoding();
  decoding.push(bytes);
  const encoding = decoding.end();
  if (encoding === undefined) throw invalid("body", "The body is no text");
  return new TextDecoder(encoding).decode(bytes);
}

function rowsOfJson(text: string): SentRows {
  const body = parsed(text, BOUNDS);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalid("body", "The body must be an object with readings");
  }
  const { readings, ...fields } = body as Record<string, unknown>;
  if (!Array.isArray(readings)) throw invalid("readings", "Readings must be a list");
  return {
    rows: readings.map(rowOf),
    nameOf: (index) => `readings.${index}`,
    fields: asNumbers(fields) as SentRows["fields"],
  };
}

function* rowsOfLines(text: string): Generator<SentRow> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end === -1 ? undefined : end).trim();
    if (line !== "") yield rowOf(parsed(line, { depth: 4, length: 10_000, values: 100 }));
    start = end === -1 ? text.length : end + 1;
  }
}

function* rowsOfCsv(text: string): Generator<SentRow> {
  let table: string[][];
  try {
    table = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 10_000,
      // One more than can be taken, so that more are refused; and the head.
      to: MOST_READINGS + 2,
    });
  } catch (error) {
    throw invalid("body", `The body is not valid CSV: ${(error as { code?: string }).code ?? "it cannot be read"}`);
  }
  const [head = [], ...rows] = table;
  const names = head.map((name) => name.trim().toLowerCase());
  const places = READING_FIELDS.map((field) => names.indexOf(field));
  const missing = READING_FIELDS.filter((_, index) => places[index] === -1);
  if (missing.length > 0)
    throw invalid("body", `The first line must name the columns: ${missing.join(", ")} is missing`);
  for (const row of rows) {
    yield Object.fromEntries(READING_FIELDS.map((field, index) => [field, row[places[index] as number]])) as SentRow;
  }
}

/** Spreadsheets of some languages separate by semicolons or tabs. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split("\n", 1);
  return [",", ";", "\t"].reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best));
}

/** A number as its digits were written. */
class Written {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** A reviver is told how a number was written. */
type Reviver = (this: unknown, name: string, value: unknown, context?: { readonly source?: string }) => unknown;

function parsed(text: string, bounds: JsonBounds): unknown {
  const excess = excessOf(text, bounds);
  if (excess) throw new DomainError("payload-too-large", "The body is nested too deep, or holds too many values");
  const revive: Reviver = (_name, value, context) =>
    typeof value === "number" ? new Written(context?.source ?? String(value)) : value;
  try {
    return JSON.parse(text, revive as (this: unknown, name: string, value: unknown) => unknown);
  } catch {
    // The parser's own message would quote the text.
    throw invalid("body", "The body is not valid JSON");
  }
}

function rowOf(value: unknown): SentRow {
  const row = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return Object.fromEntries(
    READING_FIELDS.map((field) => {
      const told = Object.hasOwn(row, field) ? row[field] : undefined;
      if (told instanceof Written) return [field, told.source];
      return [field, typeof told === "string" ? told : undefined];
    }),
  ) as SentRow;
}

/** What stands beside the rows, with numbers as others have them. */
function asNumbers(value: unknown): unknown {
  if (value instanceof Written) return Number(value.source);
  if (Array.isArray(value)) return value.map(asNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asNumbers(item)]));
}
