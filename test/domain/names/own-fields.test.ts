/** What our own records say beside their words has a name in both languages: nobody reads a program's. */
import { expect, test } from "vitest";
import { en } from "../../../domain/names/en.ts";
import { zh } from "../../../domain/names/zh.ts";

test.each([
  "recall",
  "class",
  "instruction",
  "contact",
  "parts",
  "inputs",
  "outputs",
  "gains",
  "batchCode",
  "to",
  "reason",
])("the field %s", (field) => {
  expect(en.fields).toHaveProperty(field);
  expect(zh.fields).toHaveProperty(field);
});
