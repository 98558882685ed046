/** Days and times as people write them. */
import { dayOf, timeAt, toldTime } from "../../../domain/shared/days.ts";

/** How one language writes them. */
export interface Moments {
  /** A day: YYYY-MM-DD. */
  readonly day: (day: string) => string;
  /** The same where there is little room. */
  readonly shortDay: (day: string) => string;
  /** A time of day, hours and minutes, on such a day. */
  readonly moment: (day: string, time: string, zone: string) => string;
  /** A clock's offset from UTC, such as +08:00, or Z. */
  readonly zone: (offset: string) => string;
}

/** `+08:00` as UTC+8, and `-03:30` as UTC-3:30. */
export function utcOffset(offset: string): string {
  return offset === "Z" ? "UTC" : `UTC${offset.replace(/^([+-])0?(\d+):/, "$1$2:").replace(/:00$/, "")}`;
}

const PARTS = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as it was told. One in UTC, which is a computer's and no place's, is told by the clock of the host's place; a day
 * alone, which is stored as its first moment in UTC, as that day.
 */
export function toldMoment(told: string, timeZone: string, moments: Moments): string {
  const [, day, time, offset] = PARTS.exec(told) ?? [];
  if (day === undefined || time === undefined || offset === undefined) return told;
  if (offset !== "Z") return moments.moment(day, time, moments.zone(offset));
  if (time === "00:00") return moments.day(day);
  return momentAt(new Date(told), timeZone, moments);
}

/** A moment by the clock of a place. */
export function momentAt(moment: Date, timeZone: string, moments: Moments): string {
  const [, day = "", time = "", offset = "Z"] = PARTS.exec(timeAt(moment, timeZone)) ?? [];
  return moments.moment(day, time, moments.zone(offset));
}

/** A value as people write it where it is a date, or a date and time with its offset; undefined for any other text. */
export function dateInWords(text: string, timeZone: string, moments: Moments): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}\S*)?$/.test(text)) return undefined;
  const told = toldTime(text, timeZone);
  if (told === undefined) return undefined;
  return text.includes("T") ? toldMoment(told, timeZone, moments) : moments.day(dayOf(told));
}
