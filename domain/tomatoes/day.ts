import { z } from "zod";

/** A day begins in China eight hours before it does in UTC, and harvests are recorded in the morning. */
const EARLIEST_BEGINNING = 8 * 3_600_000;

/** A day of the calendar as YYYY-MM-DD, as its first moment in UTC. A day that has not begun in China is refused. */
export function pastDaySchema(label: string, now: () => Date) {
  const message = `${label} must be a date of the calendar as YYYY-MM-DD`;
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : message) })
    .refine((text) => z.iso.date().safeParse(text).success, message)
    .transform((text) => new Date(`${text}T00:00:00Z`))
    .refine((date) => !(date.getTime() > now().getTime() + EARLIEST_BEGINNING), `${label} cannot be in the future`);
}

/** A time as whole seconds since 1970; 0 for none. */
export function unixSeconds(date: Date | null): number {
  return date ? Math.floor(date.getTime() / 1000) : 0;
}
