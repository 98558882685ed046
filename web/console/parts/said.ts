/** What somebody entered in a form. */

/** One text, without the space around it; empty where there is none. */
export function said(data: FormData, name: string): string {
  return String(data.get(name) ?? "").trim();
}

/** Texts by their names, without those that were left empty. */
export function saidOf<Name extends string>(data: FormData, names: readonly Name[]): Partial<Record<Name, string>> {
  const entries = names.map((name) => [name, said(data, name)] as const).filter(([, text]) => text !== "");
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}

/** The parts of a text between commas, in either language. */
export function listed(text: string): string[] {
  return text
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A time as an input of the reader's own zone takes it: now, where none is given. */
export function timeHere(time = new Date()): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The time that such an input holds, or the beginning of the day that one for days does, with this zone's offset. */
export function withOffset(local: string): string {
  const time = new Date(local.includes("T") ? local : `${local}T00:00`);
  const minutes = -time.getTimezoneOffset();
  const two = (count: number) => String(Math.floor(Math.abs(count))).padStart(2, "0");
  return `${timeHere(time)}:00${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
