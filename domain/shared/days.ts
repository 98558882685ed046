/**
 * Dates and times as people tell them. A told time is a text: `2026-12-01T00:30:00+08:00` is 1 December wherever it is
 * read, and a day alone is `2026-12-01T00:00:00Z`. What is told is written into the record as it was told.
 */
import { z } from "zod";

/** Where times without an offset are, and where the host's own days begin, unless it is set otherwise. */
export const DEFAULT_TIME_ZONE = "Asia/Shanghai";

/** What tells the time of a place: the services do. */
export interface Clock {
  readonly now: () => Date;
  /** `timeZone` is its IANA name. */
  readonly settings: { readonly timeZone: string };
}

/** A day begins nowhere earlier than at UTC+14. */
const EARLIEST_BEGINNING = 14 * 3_600_000;

const dateAlone = z.iso.date();
const PARTS =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** The day of a told time, as it was told: YYYY-MM-DD. */
export function dayOf(told: string): string {
  return told.slice(0, 10);
}

/** Whether a text is a date and time that does not say at which offset. */
export function lacksOffset(text: string): boolean {
  const [, day, , , , offset] = PARTS.exec(text) ?? [];
  return day !== undefined && dateAlone.safeParse(day).success && offset === undefined;
}

/** A moment as a clock at a place tells it, to the second. */
export function timeAt(moment: Date, timeZone: string): string {
  const offset = offsetAt(moment, timeZone);
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return local + offsetText(offset);
}

/** Now, as a clock at the host's place tells it. */
export function toldNow({ now, settings }: Clock): string {
  return timeAt(now(), settings.timeZone);
}

/**
 * What was told, in full: with seconds and offset. A time without an offset is one of the place. Undefined for what is no
 * date of ISO 8601.
 */
export function toldTime(text: string, timeZone: string): string | undefined {
  if (dateAlone.safeParse(text).success) return existing(`${text}T00:00:00Z`);
  const [, day, minute, second = ":00", fraction = "", offset] = PARTS.exec(text) ?? [];
  if (day === undefined || !dateAlone.safeParse(day).success) return undefined;
  const digits = fraction.slice(0, 3).replace(/0+$/, "");
  const local = `${day}T${minute}${second}${digits && `.${digits}`}`;
  return existing(local + (offset ?? offsetOfLocal(local, timeZone)));
}

/** Whether a told time's day has begun nowhere on earth: today is not the future, whichever place's today it is. */
export function isInFuture(told: string, now: Date): boolean {
  return dayOf(told) > new Date(now.getTime() + EARLIEST_BEGINNING).toISOString().slice(0, 10);
}

/** A date, or a date and time, as ISO 8601 writes it: a told time. */
export function toldTimeSchema(label: string, { settings }: Pick<Clock, "settings">) {
  const message = `${label} must be an ISO 8601 date`;
  return z.string({ error: message }).transform((text, context) => {
    const told = toldTime(text, settings.timeZone);
    if (told !== undefined) return told;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** As `toldTimeSchema`, and not in the future; the message is that of the traces document. */
export function pastTimeSchema(label: string, clock: Clock) {
  return toldTimeSchema(label, clock).refine(
    (told) => !isInFuture(told, clock.now()),
    `${label} cannot be in the future`,
  );
}

/** Minutes by which a place's clock is ahead of UTC. */
function offsetAt(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(moment);
  const [, sign, hours, minutes] =
    /^GMT([+-])(\d{2}):(\d{2})/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
}

/** The offset at which a place's clock tells a time; of two, as when summer time ends, the one that holds afterwards. */
function offsetOfLocal(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return "Z";
  const guess = offsetAt(new Date(asUtc), timeZone);
  return offsetText(offsetAt(new Date(asUtc - guess * 60_000), timeZone));
}

function offsetText(minutes: number): string {
  if (minutes === 0) return "Z";
  const two = (number: number) => String(Math.trunc(number)).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/** Years before 1 and leap seconds have the form of a time, and are none. */
function existing(told: string): string | undefined {
  return Number.isNaN(Date.parse(told)) ? undefined : told;
}
