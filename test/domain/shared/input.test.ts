/** What is wrong with an input is told all at once, a sentence for each field. */
import { expect, test } from "vitest";
import { z } from "zod";
import {
  jsonObject,
  optionalText,
  pageSchema,
  parseInput,
  requiredText,
  textList,
} from "../../../domain/shared/input.ts";

const detailsOf = (schema: z.ZodType, input: unknown): [string, string][] => {
  try {
    parseInput(schema, input);
    return [];
  } catch (error) {
    const { code, details } = error as { code: string; details: { field: string; message: string }[] };
    expect(code).toBe("validation");
    return details.map(({ field, message }) => [field, message]);
  }
};

test("of each field the first broken rule, by its path; of the whole, body", () => {
  const schema = z.object({ name: requiredText("Name", 3), list: z.array(z.object({ at: requiredText("At", 9) })) });
  expect(detailsOf(schema, { name: "    ", list: [{ at: "x" }, {}, { at: 5 }] })).toEqual([
    ["name", "Name is required"],
    ["list.1.at", "At is required"],
    ["list.2.at", "At must be a text"],
  ]);
  expect(detailsOf(schema, null)).toEqual([["body", expect.any(String)]]);
  expect(detailsOf(z.string().min(9, "first").regex(/x/, "second"), "a")).toEqual([["body", "first"]]);
});

test("texts lose the spaces around them before they are measured", () => {
  expect(parseInput(requiredText("Name", 3), "  abc  ")).toBe("abc");
  expect(detailsOf(requiredText("Name", 3), "abcd")).toEqual([["body", "Name must have at most 3 characters"]]);
  expect([parseInput(optionalText("Text", 3), undefined), parseInput(optionalText("Text", 3), "   a   ")]).toEqual([
    "",
    "a",
  ]);
  expect(detailsOf(optionalText("Text", 3), null)).toEqual([["body", "Text must be a text"]]);
});

test("lists and objects may be left out, and have their bounds", () => {
  expect(parseInput(textList("Names"), undefined)).toEqual([]);
  expect(detailsOf(textList("Names"), Array(101).fill("a"))).toEqual([["body", "Names must have at most 100 entries"]]);
  expect(detailsOf(textList("Names"), ["a", ""])).toEqual([["1", "Names is required"]]);
  expect(parseInput(jsonObject("Details"), undefined)).toEqual({});
  expect(detailsOf(jsonObject("Details"), [])).toEqual([["body", "Details must be an object"]]);
});

test.each([
  [{}, { page: 1, limit: 10 }],
  [
    { page: "3", limit: "100", search: " 苹果 " },
    { page: 3, limit: 100, search: "苹果" },
  ],
  [{ search: "  " }, { page: 1, limit: 10 }],
])("%j is the page %j", (input, page) => {
  expect(parseInput(pageSchema, input)).toEqual(page);
});

test.each([
  { page: "0" },
  { page: "1.5" },
  { page: "x" },
  { page: "1000001" },
  { limit: "0" },
  { limit: "101" },
  { search: "a\u0000%" },
  { search: "x".repeat(201) },
])("%j is no page", (input) => {
  expect(detailsOf(pageSchema, input)).toHaveLength(1);
});
