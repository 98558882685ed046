/** UTF-16, as PowerShell writes what is redirected to a file: by its byte order mark, or by the zeros beside ASCII. */
const UTF_16 = [
  {
    encoding: "utf-16le",
    begins: (one: number, two: number) => (one === 0xff && two === 0xfe) || (one !== 0 && two === 0),
  },
  {
    encoding: "utf-16be",
    begins: (one: number, two: number) => (one === 0xfe && two === 0xff) || (one === 0 && two !== 0),
  },
] as const;

/** A text file's bytes in UTF-8, whichever of the two its editor wrote; as they are where they are neither. */
export function inUtf8(bytes: Uint8Array): Uint8Array {
  const [one = 1, two = 1] = bytes;
  const found = UTF_16.find(({ begins }) => begins(one, two));
  if (!found) return bytes;
  try {
    return new TextEncoder().encode(new TextDecoder(found.encoding, { fatal: true }).decode(bytes));
  } catch {
    return bytes;
  }
}
