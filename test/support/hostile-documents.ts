/** Documents that nobody can read, or that would be read as something else: what strangers put behind digests. */
import type { RecordDocument } from "../../domain/records/record-document.ts";

const SALT = "0".repeat(32);

/** A step's document as it should be. */
export function stepDocument(code: string, kind: string): Extract<RecordDocument, { record: "step" }> {
  return {
    format: "suyuan-record/1",
    salt: SALT,
    code,
    eventTime: "2024-01-15T08:00:00Z",
    record: "step",
    kind,
    step: {
      type: kind,
      title: "A step",
      description: "What was done",
      location: "Shouguang",
      operator: { id: "", name: "" },
      details: {},
      attachments: [],
    },
  };
}

/** A creation's document as it should be. */
export function creationDocument(
  code: string,
  quantity: string,
  unit: string,
): Extract<RecordDocument, { record: "creation" }> {
  return {
    format: "suyuan-record/1",
    salt: SALT,
    code,
    eventTime: "2024-01-15T08:00:00Z",
    record: "creation",
    batch: {
      name: "A batch",
      description: "",
      state: "active",
      quantity,
      unit,
      harvestDate: null,
      certifications: [],
      attributes: {},
      product: { id: "", name: "", description: "", image: null, nutritionalInfo: {}, storageGuide: "" },
      producer: { id: "", name: "", location: "", certifications: [] },
    },
  };
}

/** JSON within JSON, so deep. */
export function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}

const encode = (text: string) => new TextEncoder().encode(text);

/**
 * Bytes that are no document, by what is wrong with them.
 *
 * @param document A sound document, with an object of any JSON at `place`.
 */
export function hostileDocuments(document: object, place: readonly string[]): Record<string, Uint8Array> {
  const text = JSON.stringify(withValue(document, place, { here: "HERE" }));
  const holding = (json: string) => encode(text.replace('"HERE"', () => json));
  const keys = Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":0`).join(",");
  return {
    "nothing at all": new Uint8Array(),
    "no JSON": encode("{"),
    "no object": encode("null"),
    "a list": encode("[1, 2, 3]"),
    "nested 3,000 deep": holding(nested(3_000)),
    "nested 100,000 deep": holding(nested(100_000)),
    "nested 100,000 deep by itself": encode(nested(100_000)),
    "a megabyte of brackets": encode("[".repeat(1_048_576)),
    "a million names": encode(`{${keys}}`),
    "a million names within": holding(`{${keys}}`),
    "a hundred thousand values": holding(`[${"0,".repeat(100_000)}0]`),
    "no UTF-8": new Uint8Array([...encode('{"format":"'), 0xff, 0xfe, 0xc0, ...encode('"}')]),
    "no UTF-8 within": new Uint8Array([...encode(text.slice(0, -1)), 0xff, ...encode("}")]),
    "half of a character": holding('"\\ud800"'),
    "half of a character in a name": holding('{"\\udfff":1}'),
    "a NUL": holding('"\\u0000"'),
    "a number beyond all": holding("1e400"),
    "a number with a million digits": holding("9".repeat(1_000_000)),
    "a name with a meaning of its own": holding('{"__proto__":{"admin":true}}'),
    "a file of four megabytes": new Uint8Array(4_000_000).fill(0x78),
    "a text of two megabytes": holding(`"${"x".repeat(2_000_000)}"`),
  };
}

/** Values of every type for every field. */
export const WRONG_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  1e308,
  "",
  "x",
  "x".repeat(100_000),
  "9".repeat(100_000),
  "0000-02-30T00:00:00Z",
  "2024-02-30T25:61:61Z",
  "+275760-09-13T00:00:00Z",
  [],
  [null],
  [[]],
  {},
  { length: -1 },
  { toString: 1, constructor: null },
];

/** Every field of a document by its path. */
export function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  const inner = Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name]));
  return path.length > 0 ? [[...path], ...inner] : inner;
}

/** A copy with another value at a path. */
export function withValue(document: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(document) as Record<string, unknown>;
  let parent = copy;
  for (const name of path.slice(0, -1)) parent = parent[name] as Record<string, unknown>;
  parent[path.at(-1) as string] = value;
  return copy;
}
