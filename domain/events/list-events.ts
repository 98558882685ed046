import { z } from "zod";
import { type BatchStory, getBatch, type StoryServices } from "../batches/get-batch.ts";
import { byTime, type JourneyEntry } from "../records/journey-entries.ts";
import { isBeginning } from "../records/kinds.ts";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { endDateSchema, isoDateSchema } from "../shared/time.ts";
import { typeOfWord } from "./event-types.ts";

/** The parameters of a batch's events. */
export const listEventsInput = z.object({
  type: z.string().max(50, "Type must have at most 50 characters").optional(),
  fromDate: isoDateSchema("From date").optional(),
  toDate: endDateSchema("To date").optional(),
  sortDir: z.enum(["asc", "desc"], { error: "Sort direction must be asc or desc" }).default("asc"),
});

/** The events of a batch by their date; events of the same date in the order of their lines. Throws `not-found`. */
export async function listEvents(
  services: StoryServices & Pick<Services, "outbox">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<BatchStory> {
  const { type, fromDate, toDate, sortDir } = parseInput(listEventsInput, input);
  const story = await getBatch(services, context, traceId);
  const direction = sortDir === "asc" ? 1 : -1;
  const entries = story.entries
    .flatMap((entry) => (type ? asType(entry, type, story.entries) : [entry]))
    .filter((entry) => (!fromDate || entry.time >= fromDate) && (!toDate || entry.time <= toDate))
    .toSorted((a, b) => direction * byTime(a, b));
  return { ...story, entries };
}

/**
 * An entry as one of a type, if it is of that type in whatever word. A batch that was created with the day of its harvest
 * was harvested then, where no line of its own tells of that.
 */
function asType(entry: JourneyEntry, asked: string, all: readonly JourneyEntry[]): JourneyEntry[] {
  const type = typeOfWord(asked);
  if (typeOfWord(entry.type) === type) return [entry];
  const isHarvest = isBeginning(entry.line.event) && entry.batch?.harvestDate != null;
  const isTold = all.some(({ line }) => line.kind === "harvest");
  return type === "harvest" && isHarvest && !isTold ? [{ ...entry, type }] : [];
}
