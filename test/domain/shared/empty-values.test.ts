/** What may be left out and is empty was left out; what means something stays. */
import { expect, test } from "vitest";
import { z } from "zod";
import { withoutEmpty } from "../../../domain/shared/empty-values.ts";
import { optionalText, pageSchema, requiredText } from "../../../domain/shared/input.ts";

const schema = z.object({
  name: requiredText("Name", 10),
  note: optionalText("Note", 10),
  day: z.iso.date().optional(),
  count: z.coerce.number().min(0).default(3),
  term: z.iso.date().nullish(),
  parts: z.array(z.object({ title: optionalText("Title", 10), size: z.number() })).default([]),
  free: z.record(z.string(), z.json()).default({}),
});

test("optional fields, at any depth", () => {
  const empty = { note: null, day: "", count: "", term: "", parts: [{ title: null, size: 1 }], free: null };
  expect(withoutEmpty(schema, { name: "x", ...empty })).toEqual({ name: "x", parts: [{ size: 1 }] });
});

test("what has to be there, what means something, what is not known and what is free stay", () => {
  const kept = {
    name: "",
    note: "",
    term: null,
    parts: [{ title: "", size: null }],
    other: null,
    free: { a: null, b: "" },
  };
  expect(withoutEmpty(schema, kept)).toEqual(kept);
  for (const value of [null, "", 1, "x", [], undefined]) expect(withoutEmpty(schema, value)).toEqual(value);
});

test("parameters of a page", () => {
  expect(pageSchema.parse(withoutEmpty(pageSchema, { page: "", limit: "", search: "" }))).toMatchObject({
    page: 1,
    limit: 10,
  });
});
