import fc from "fast-check";
import { expect, test } from "vitest";
import { DOCUMENT_BOUNDS, documentText, parseDocument } from "../../../domain/records/record-document.ts";
import { excessOf, JsonFault, parseJson, parseJsonBytes } from "../../../domain/shared/bounded-json.ts";
import {
  creationDocument,
  hostileDocuments,
  nested,
  pathsOf,
  stepDocument,
  WRONG_VALUES,
  withValue,
} from "../../support/hostile-documents.ts";

const BOUNDS = { depth: 4, length: 1_000, values: 20 };
const ROOM = { depth: 100, length: 1_000_000, values: 1_000_000 };

const reasonOf = (text: string) => {
  try {
    parseJson(text, BOUNDS);
  } catch (error) {
    return error instanceof JsonFault ? error.reason : error;
  }
  return undefined;
};

test("JSON within bounds is what JSON.parse makes of it", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!text.includes("__proto__") && !/\\u0000|\\ud[89a-f]/i.test(text));
      expect(parseJson(text, ROOM)).toEqual(JSON.parse(text));
    }),
  );
});

test("no text is counted as less deep, or as fewer values, than it is", () => {
  const measure = (value: unknown): { depth: number; values: number } => {
    if (typeof value !== "object" || value === null) return { depth: 0, values: 1 };
    const inner = Object.values(value).map(measure);
    return {
      depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
      values: inner.reduce((sum, { values }) => sum + values, 1),
    };
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value, null, 1);
      const { depth, values } = measure(value);
      expect(excessOf(text, { ...ROOM, depth })).toBeUndefined();
      if (depth > 0) expect(excessOf(text, { ...ROOM, depth: depth - 1 })).toBe("too-deep");
      if (values > 1) expect(excessOf(text, { ...ROOM, values: values - 1 })).toBe("too-many");
    }),
  );
});

test.each([
  [nested(4), undefined],
  [nested(5), "too-deep"],
  [nested(400), "too-deep"],
  ["[".repeat(1_000), "too-deep"],
  [`"${"[".repeat(900)}"`, undefined],
  [`"\\"${"[".repeat(900)}"`, undefined],
  [`"\\\\"${"[".repeat(900)}`, "too-deep"],
  [`"${"x".repeat(1_000)}"`, "too-long"],
  [`[${"0,".repeat(18)}0]`, undefined],
  [`[${"0,".repeat(20)}0]`, "too-many"],
  [`{${'"a":0,'.repeat(20)}"a":0}`, "too-many"],
  ["", "malformed"],
  ["{", "malformed"],
  ['"', "malformed"],
  ["\ufeff{}", "malformed"],
  ["1e400", "number"],
  ["-1e400", "number"],
  ["[-0]", undefined],
  ['"\\ud800"', "text"],
  ['{"\\udc00":0}', "text"],
  ['"\\u0000"', "text"],
  ['{"__proto__":0}', "name"],
  ['{"constructor":0}', undefined],
])("%j is refused as %s", (text, reason) => expect(reasonOf(text)).toBe(reason));

test("bytes that are no UTF-8 are no JSON", () => {
  expect(() => parseJsonBytes(new Uint8Array([0x22, 0xff, 0x22]), ROOM)).toThrow(JsonFault);
  expect(parseJsonBytes(new TextEncoder().encode('"番茄"'), ROOM)).toBe("番茄");
  expect(parseJsonBytes(new TextEncoder().encode("\ufeff{}"), ROOM)).toEqual({});
});

test("what is no document is told in a blink, and by no error", () => {
  const document = stepDocument("CODE", "transport");
  expect(parseDocument(JSON.stringify(document))).toEqual(document);
  for (const [name, bytes] of Object.entries(hostileDocuments(document, ["step", "details"]))) {
    const text = new TextDecoder().decode(bytes);
    expect([name, parseDocument(text)]).toEqual([name, undefined]);
    expect([name, parseDocument(documentText(bytes) ?? "")]).toEqual([name, undefined]);
  }
});

test("no value in any field of a document makes reading it fail, and every time in one that is read is a time", () => {
  for (const document of [stepDocument("CODE", "transport"), creationDocument("CODE", "1", "KGM")]) {
    for (const path of pathsOf(document)) {
      for (const value of WRONG_VALUES) {
        const read = parseDocument(JSON.stringify(withValue(document, path, value)));
        if (!read) continue;
        const harvested = "batch" in read ? read.batch?.harvestDate : null;
        for (const time of [read.eventTime, harvested ?? read.eventTime]) new Date(time).toISOString();
      }
    }
  }
});

test("as deep and as much as a document may be is read", () => {
  const document = stepDocument("CODE", "transport");
  const holding = (value: unknown) => JSON.stringify(withValue(document, ["step", "details"], { value }));
  // The document, its step and the details are three levels of their own.
  expect(parseDocument(holding(JSON.parse(nested(DOCUMENT_BOUNDS.depth - 3))))).toBeDefined();
  expect(parseDocument(holding(JSON.parse(nested(DOCUMENT_BOUNDS.depth - 2))))).toBeUndefined();
  expect(parseDocument(holding(Array.from({ length: 49_000 }, () => 0)))).toBeDefined();
});
