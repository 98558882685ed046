import { z } from "zod";

/** A time as the documents write it: UTC, and without a fraction where there is none. */
export function isoTime(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/** A time without its fraction of a second, for display. */
export function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** The day of a time, in UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const isIso = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** A date, or a date and time with its offset, as ISO 8601 writes it; a date alone is its first moment in UTC. */
export function isoDateSchema(label: string) {
  return z
    .string({ error: `${label} must be an ISO 8601 date` })
    .refine(
      (text) => isIso.safeParse(text).success && !Number.isNaN(Date.parse(text)),
      `${label} must be an ISO 8601 date`,
    )
    .transform((text) => new Date(text));
}

/** The upper end of a range: a date alone means up to its last moment. */
export function endDateSchema(label: string) {
  return z.preprocess(
    (text) => (typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text),
    isoDateSchema(label),
  );
}
