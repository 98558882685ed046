/** Encodings of text that spreadsheets and old programs write: detected, never changed. */

/** Encodings in the order in which they are tried, where no byte order mark tells. */
const UNMARKED = ["utf-8", "gb18030"] as const;

/** An encoding of text. */
export type TextEncoding = (typeof UNMARKED)[number] | "utf-16le" | "utf-16be";

/** The encoding that a byte order mark tells; undefined without one. */
function markedEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** What no text has but bytes have that are none. UTF-8 keeps its own rule: it is never right by chance. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]/;

/** Reads a stream as text in whichever encoding fits all of it. */
export function textDecoding() {
  let tried: { readonly encoding: TextEncoding; readonly decoder: TextDecoder }[] | undefined;
  const begin = (head: Uint8Array) => {
    const marked = markedEncoding(head);
    const encodings: readonly TextEncoding[] = marked ? [marked] : UNMARKED;
    return encodings.map((encoding) => ({ encoding, decoder: new TextDecoder(encoding, { fatal: true }) }));
  };
  const decode = (chunk: Uint8Array, stream: boolean, take?: (text: string) => void) => {
    tried = (tried ?? begin(chunk)).filter(({ encoding, decoder }) => {
      try {
        const text = decoder.decode(chunk, { stream });
        if (encoding === "utf-8" ? text.includes("\0") : NO_TEXT.test(text)) return false;
        if (encoding === "utf-8") take?.(text);
        return true;
      } catch {
        return false;
      }
    });
  };
  return {
    /** The next bytes; `take` is given what they say in UTF-8, while all of it is. */
    push: (chunk: Uint8Array, take?: (text: string) => void) => decode(chunk, true, take),
    /** The encoding; undefined for what is no text. With `cut`, more would follow. */
    end(cut = false, take?: (text: string) => void): TextEncoding | undefined {
      if (!cut) decode(new Uint8Array(), false, take);
      else tried ??= begin(new Uint8Array());
      return tried?.[0]?.encoding;
    },
  };
}

/** The encoding of text by its first bytes: UTF-8 where they tell nothing. */
export function encodingOf(head: Uint8Array): TextEncoding {
  const decoding = textDecoding();
  decoding.push(head);
  return decoding.end(true) ?? "utf-8";
}
