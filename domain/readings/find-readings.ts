import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { findBatchByCodeOrThrow, findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { linesFor } from "../batches/redaction.ts";
import { readIfSound } from "../files/read-if-sound.ts";
import { journeyEntriesOf } from "../records/journey-entries.ts";
import type { Line } from "../records/line.ts";
import { readingType } from "../records/reading-units.ts";
import type { ReadingsSummary } from "../records/readings.ts";
import { PUBLIC, type Reader, readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { toldTimeSchema } from "../shared/days.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { FoundReadings, ProvedReading, StoredReadings } from "./ports.ts";

/** The most readings, and lines with some, that one request looks through. */
const MOST_AT_ONCE = 500_000;
const MOST_LINES = 1_000;

const FEWEST_POINTS = 4;
const MOST_POINTS = 2_000;
const POINTS = `Points must be a whole number from ${FEWEST_POINTS} to ${MOST_POINTS}`;

const findInput = ({ settings }: Pick<Services, "settings">) =>
  z.object({
    from: toldTimeSchema("From", { settings }).optional(),
    to: toldTimeSchema("To", { settings }).optional(),
    sensor: z.string().max(100, "Sensor must have at most 100 characters").optional(),
    type: z.string().max(100, "Type must have at most 100 characters").transform(readingType).optional(),
    points: z.coerce
      .number({ error: POINTS })
      .int(POINTS)
      .min(FEWEST_POINTS, POINTS)
      .max(MOST_POINTS, POINTS)
      .default(400),
  });

type FindServices = Pick<Services, "accounts" | "batchId" | "mirror" | "objects" | "outbox" | "readings" | "settings">;

/** A line that anchors readings, with what its record tells of them. */
export interface ReadingsLine {
  readonly line: Line;
  readonly summary: ReadingsSummary;
}

/** A batch's readings. */
export interface BatchReadings extends FoundReadings {
  readonly batch: Batch;
  /** The lines of which some are of the time that is asked for. */
  readonly lines: readonly ReadingsLine[];
  /** Lines that the reader may not see, or whose file is not here. */
  readonly withheld: number;
}

/**
 * The readings of a batch that an account may see, thinned where they are many. Throws `not-found`, and `validation` also
 * where more would have to be looked through than 500,000.
 */
export async function findReadings(
  services: FindServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<BatchReadings> {
  const { batch, reader } = await ownView(services, context, traceId);
  return readingsOf(services, reader, batch, input);
}

/** The readings of a batch that anybody may see. Throws as `findReadings` does. */
export async function findPublicReadings(services: FindServices, code: string, input: unknown): Promise<BatchReadings> {
  return readingsOf(services, PUBLIC, await findBatchByCodeOrThrow(services, code), input);
}

/** A reading with what proves it: the line, and all of its batch's lines for the head. */
export interface ReadingEvidence extends ProvedReading {
  readonly batch: Batch;
  readonly line: Line;
  readonly lines: readonly Line[];
}

/** One reading, by its line and its place there, with what proves it. Throws `not-found`. */
export async function proveReading(
  services: FindServices,
  context: Context,
  traceId: string,
  place: ReadingPlace,
): Promise<ReadingEvidence> {
  const { batch, reader } = await ownView(services, context, traceId);
  return evidenceOf(services, reader, batch, place);
}

/** As `proveReading`, of a reading that anybody may see. */
export async function provePublicReading(
  services: FindServices,
  code: string,
  place: ReadingPlace,
): Promise<ReadingEvidence> {
  return evidenceOf(services, PUBLIC, await findBatchByCodeOrThrow(services, code), place);
}

/** Which reading of a batch: the number of its line, and its place in the file, from 0, as they stand in an address. */
export interface ReadingPlace {
  readonly seq: string;
  readonly index: string;
}

async function ownView(services: FindServices, context: Context, traceId: string) {
  requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  return { batch, reader: await readerFor(services, await readerOf(services, context), batch.custodian) };
}

async function readingsOf(
  services: FindServices,
  reader: Reader,
  batch: Batch,
  input: unknown,
): Promise<BatchReadings> {
  const { from, to, ...asked } = parseInput(findInput(services), input);
  const query = {
    from: from === undefined ? 0 : Date.parse(from),
    to: to === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(to),
    sensor: asked.sensor,
    type: asked.type,
    points: asked.points,
  };
  const { told, hidden } = await anchoredLines(services, reader, batch);
  const lines = told.filter(
    ({ summary }) => Date.parse(summary.to) >= query.from && Date.parse(summary.from) <= query.to,
  );
  const count = lines.reduce((sum, { summary }) => sum + summary.count, 0);
  if (count > MOST_AT_ONCE || lines.length > MOST_LINES) {
    const message = `Ask for a shorter time: at most ${MOST_AT_ONCE} readings of ${MOST_LINES} lines are looked through`;
    throw new DomainError("validation", "Validation failed", [{ field: "from", message }]);
  }
  const stored: StoredReadings[] = [];
  for (const line of lines) {
    const one = await storedOf(services, line);
    if (one) stored.push(one);
  }
  const found = await services.readings.find(stored, query);
  return { ...found, batch, lines, withheld: hidden + lines.length - stored.length };
}

/** The lines that anchor readings which the reader may see, and how many others there are. */
async function anchoredLines(services: Pick<Services, "mirror">, reader: Reader, batch: Batch) {
  const entries = journeyEntriesOf(linesFor(reader, batch, await services.mirror.linesOf(batch.id)));
  const anchored = entries.filter(({ line }) => line.event === "Anchored");
  const told = anchored.flatMap(({ line, step }) => (step?.readings ? [{ line, summary: step.readings }] : []));
  return { told, hidden: anchored.length - told.length };
}

/** The file of a line; undefined where it is not here, or not one that the line's record was written for. */
async function storedOf(
  { objects }: Pick<Services, "objects">,
  { line, summary }: ReadingsLine,
): Promise<StoredReadings | undefined> {
  const file = summary.file as Hex;
  const bytes = await readIfSound({ objects }, file, MOST_BYTES);
  if (!bytes) return undefined;
  return { bytes, file, salt: summary.salt, root: String(line.args.root) as Hex, seq: line.chain.seq };
}

/** More than any file with readings that is written here. */
const MOST_BYTES = 32 * 1024 * 1024;

async function evidenceOf(
  services: FindServices,
  reader: Reader,
  batch: Batch,
  { seq, index }: ReadingPlace,
): Promise<ReadingEvidence> {
  const { told } = await anchoredLines(services, reader, batch);
  const found = told.find(({ line }) => String(line.chain.seq) === seq);
  const stored = found && (await storedOf(services, found));
  const proved = stored && /^\d{1,6}$/.test(index) ? await services.readings.prove(stored, Number(index)) : undefined;
  if (!found || !proved) throw new DomainError("not-found", "Reading not found");
  return { ...proved, batch, line: found.line, lines: await services.mirror.linesOf(batch.id) };
}
