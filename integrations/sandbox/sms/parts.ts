/** Parts of one message, until all are there. */
interface Unfinished {
  readonly pieces: Map<number, string>;
  readonly total: number;
}

/** The most messages that may wait for parts; beyond that the oldest are dropped. */
const WAITING = 1_000;

/**
 * Joins parts as a phone does: by whom and to whom (`way`), the message's number, how many there are, and which one it
 * is. Gives the whole text with the last part, in whatever order they come.
 */
export function partJoiner(): (way: string, headers: readonly Buffer[], piece: string) => string | undefined {
  const waiting = new Map<string, Unfinished>();
  return (way, headers, piece) => {
    const part = headers.map(partOf).find((found) => found !== undefined);
    if (!part) return piece;
    const key = `${way} ${part.reference} ${part.total}`;
    const message = waiting.get(key) ?? { pieces: new Map<number, string>(), total: part.total };
    message.pieces.set(part.number, piece);
    waiting.delete(key);
    if (message.pieces.size === message.total) {
      return [...message.pieces]
        .sort(([one], [other]) => one - other)
        .map(([, text]) => text)
        .join("");
    }
    waiting.set(key, message);
    const [oldest] = waiting.keys();
    if (waiting.size > WAITING && oldest !== undefined) waiting.delete(oldest);
    return undefined;
  };
}

/** The header of a part, with a reference of one byte (0) or two (8), as 3GPP TS 23.040 has it. */
function partOf(header: Buffer): { reference: number; total: number; number: number } | undefined {
  const isLong = header[0] === 8;
  if (!isLong && header[0] !== 0) return undefined;
  const [total, number] = [header.at(-2) ?? 0, header.at(-1) ?? 0];
  if (header.length !== (isLong ? 6 : 5) || number < 1 || number > total) return undefined;
  return { reference: isLong ? header.readUInt16BE(2) : (header[2] ?? 0), total, number };
}
