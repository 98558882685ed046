import { z } from "zod";
import { type BatchStory, getBatch, type StoryServices } from "../batches/get-batch.ts";
import { byTime } from "../records/journey-entries.ts";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { endDateSchema, isoDateSchema } from "../shared/time.ts";

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
    .filter((entry) => !type || entry.type === type)
    .filter((entry) => (!fromDate || entry.time >= fromDate) && (!toDate || entry.time <= toDate))
    .toSorted((a, b) => direction * byTime(a, b));
  return { ...story, entries };
}
