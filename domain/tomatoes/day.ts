import { z } from "zod";
import { type Clock, pastTimeSchema } from "../shared/days.ts";

/** A day of the calendar as YYYY-MM-DD: a told time. A day that has begun nowhere is refused. */
export function pastDaySchema(label: string, clock: Clock) {
  const message = `${label} must be a date of the calendar as YYYY-MM-DD`;
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : message) })
    .refine((text) => z.iso.date().safeParse(text).success, message)
    .pipe(pastTimeSchema(label, clock));
}

/** A time as whole seconds since 1970; 0 for none. */
export function unixSeconds(date: Date | null): number {
  return date ? Math.floor(date.getTime() / 1000) : 0;
}
