import { dayOf, toldTime } from "../shared/days.ts";

/**
 * When a certificate of this day expires: at the end of that day a year later, by the clock of the host's place, so that
 * its last day is the same there whoever reads it.
 *
 * @param issued The day, YYYY-MM-DD.
 */
export function endOfValidity(issued: string, timeZone: string): Date {
  const [year = 0, month = 1, day = 1] = dayOf(issued).split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year + 1, month, 0)).getUTCDate();
  const last = dayOf(new Date(Date.UTC(year + 1, month - 1, Math.min(day, lastOfMonth))).toISOString());
  return new Date(toldTime(`${last}T23:59:59`, timeZone) ?? `${last}T23:59:59Z`);
}
