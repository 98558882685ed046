/** Tryton's JSON: where JSON has no type of its own, an object whose `__class__` names it (trytond/protocols/jsonrpc.py). */

type Typed = Readonly<Record<string, unknown>>;

const DECODERS: Readonly<Record<string, (value: Typed) => string | number>> = {
  date: (value) => day(value),
  /** Tryton's times of day have no zone: they are UTC. */
  datetime: (value) => `${day(value)}T${time(value)}Z`,
  time: (value) => time(value),
  timedelta: (value) => Number(value.seconds),
  Decimal: (value) => String(value.decimal),
  bytes: (value) => String(value.base64),
};

/**
 * Parse an answer of Tryton's. Dates become `2026-01-31`, times ISO 8601, decimals the text of their digits, durations
 * seconds, and bytes base64. Throws for malformed JSON.
 */
export function parseTryton(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) => {
      const kind = value?.__class__;
      const decode = typeof kind === "string" && Object.hasOwn(DECODERS, kind) ? DECODERS[kind] : undefined;
      return decode ? decode(value) : value;
    });
  } catch {
    // The parser's own message would quote the text.
    throw new Error("Tryton answered with what is no JSON");
  }
}

function day({ year, month, day: date }: Typed): string {
  return `${digits(year, 4)}-${digits(month)}-${digits(date)}`;
}

function time({ hour, minute, second }: Typed): string {
  return `${digits(hour)}:${digits(minute)}:${digits(second)}`;
}

function digits(value: unknown, length = 2): string {
  return String(value).padStart(length, "0");
}
