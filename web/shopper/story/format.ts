/** Numbers, dates and sizes for readers. Each function falls back on the text as recorded. */

// By their parts: browsers of 2020 do not know the styles.
const DAY = { year: "numeric", month: "long", day: "numeric" } as const;
const SHORT_DAY = { year: "numeric", month: "short", day: "numeric" } as const;
const TIME = { hour: "2-digit", minute: "2-digit" } as const;

/** The day of an act as its record tells it: no time zone moves it to another day. */
export function formatDay(told: string, locale: string): string {
  return formatDate(Date.parse(told.slice(0, 10)), locale, { ...DAY, timeZone: "UTC" }) ?? told;
}

/** The time of day of an act, or nothing if its record has only a day. */
export function formatTime(told: string, locale: string): string | undefined {
  if (/T00:00(:00(\.0+)?)?Z$/.test(told)) return undefined;
  const [, local, offset = ""] = /^(.*?)(Z|[+-]\d{2}:\d{2})$/.exec(told) ?? [];
  const time = local && formatDate(Date.parse(`${local}Z`), locale, { ...TIME, timeZone: "UTC" });
  return time && time + zoneName(offset, locale);
}

/** The moment of a block, in the host's zone, which it names. */
export function formatMoment(seconds: number, locale: string, timeZone = hostZone()): string {
  const time = formatDate(seconds * 1000, locale, { ...SHORT_DAY, ...TIME, timeZone });
  return time === undefined ? String(seconds) : time + zoneName(offsetIn(seconds, timeZone), locale);
}

/** The day of a block, in the host's zone. */
export function formatMomentDay(seconds: number, locale: string, timeZone = hostZone()): string {
  return formatDate(seconds * 1000, locale, { ...DAY, timeZone }) ?? String(seconds);
}

/** The zone that the page's moments are told in: the HTML names it. */
function hostZone(): string {
  return (typeof document === "object" && document.documentElement.dataset.timeZone) || "UTC";
}

/** By how much a zone is ahead of UTC at a moment, as ISO 8601 writes it. Browsers of 2020 do not tell it themselves. */
function offsetIn(seconds: number, timeZone: string): string {
  const parts = { ...SHORT_DAY, month: "numeric", ...TIME, hourCycle: "h23" } as const;
  const wall = (zone: string) => {
    const found = new Intl.DateTimeFormat("en", { ...parts, timeZone: zone }).formatToParts(seconds * 1000);
    const of = (type: string) => Number(found.find((part) => part.type === type)?.value);
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  };
  const minutes = (wall(timeZone) - wall("UTC")) / 60_000;
  const two = (number: number) => String(Math.trunc(number)).padStart(2, "0");
  const size = Math.abs(minutes);
  return minutes === 0 ? "Z" : `${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/** What a zone is called by its offset. All of China has one time, which people know by its name. */
function zoneName(offset: string, locale: string): string {
  if (offset === "+08:00" && locale.startsWith("zh")) return "（北京时间）";
  const short = offset === "Z" ? "" : offset.replace(/^([+-])0?(\d+)(?::00)?/, "$1$2");
  return locale.startsWith("zh") ? `（UTC${short}）` : ` UTC${short}`;
}

function formatDate(time: number, locale: string, options: Intl.DateTimeFormatOptions): string | undefined {
  try {
    return new Intl.DateTimeFormat(locale, options).format(time);
  } catch {
    return undefined;
  }
}

/** A number with the reader's separators. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
}

const SIZES = ["", "kB", "MB", "GB"] as const;

/** A file's size, in a suitable unit. Not by `Intl`: that knows no units on iOS 14. */
export function formatSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: power === 0 ? 0 : 1 }).format(
    bytes / 1000 ** power,
  );
  if (power > 0) return `${number} ${SIZES[power]}`;
  return locale.startsWith("zh") ? `${number} 字节` : `${number} ${bytes === 1 ? "byte" : "bytes"}`;
}

/** A file's type in a few letters, such as PDF. */
export function formatMediaType(mediaType: string): string {
  const subtype = (mediaType.split(";")[0] ?? "").split("/").at(-1) ?? mediaType;
  return subtype
    .replace(/\+.*$/, "")
    .replace(/^(?:x-|vnd\.).*?([a-z0-9]+)$/, "$1")
    .toUpperCase();
}

/** The first and last digits of a hash or an address. */
export function shorten(hex: string): string {
  return hex.length > 14 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex;
}
