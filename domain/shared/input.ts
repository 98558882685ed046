import { z } from "zod";
import { withoutEmpty } from "./empty-values.ts";
import { DomainError } from "./errors.ts";
import { harmless } from "./foreign-text.ts";
import { withoutHidden } from "./hidden-characters.ts";
import { cursorSchema } from "./page.ts";

/**
 * Validate a verb's input, in which empty values that may be left out are left out (empty-values.ts). Throws a `validation`
 * error with one detail for each broken rule, all at once, the first of each field.
 */
export function parseInput<Schema extends z.core.$ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  return parseChange(schema, withoutEmpty(schema, input));
}

/** As `parseInput`, of a change: what an empty value means is for its schema to say, since null empties a field. */
export function parseChange<Schema extends z.core.$ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const details = new Map<string, string>();
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join(".") || "body";
    if (!details.has(field)) details.set(field, issue.message);
  }
  throw new DomainError(
    "validation",
    "Validation failed",
    [...details].map(([field, message]) => ({ field, message })),
  );
}

/** A text that has to be there. */
export function requiredText(label: string, maximum: number) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : `${label} must be a text`) })
    .overwrite(harmless)
    .trim()
    .min(1, `${label} is required`)
    .max(maximum, `${label} must have at most ${maximum} characters`);
}

/** A name or a title that has to be there: one line, of which every character is seen. */
export function requiredName(label: string, maximum: number) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : `${label} must be a text`) })
    .overwrite(asName)
    .min(1, `${label} is required`)
    .max(maximum, `${label} must have at most ${maximum} characters`);
}

/** A name or a title that may be left out; it is then empty. */
export function optionalName(label: string, maximum: number) {
  return z
    .string({ error: `${label} must be a text` })
    .overwrite(asName)
    .max(maximum, `${label} must have at most ${maximum} characters`)
    .default("");
}

const asName = (text: string) => withoutHidden(text.replace(/[\n\r\t]+/g, " ")).trim();

/** A text that may be left out; it is then empty. */
export function optionalText(label: string, maximum: number) {
  return z
    .string({ error: `${label} must be a text` })
    .overwrite(harmless)
    .trim()
    .max(maximum, `${label} must have at most ${maximum} characters`)
    .default("");
}

/** A list of short texts that may be left out. */
export function textList(label: string) {
  return z
    .array(requiredName(label, 200), { error: `${label} must be a list of texts` })
    .max(100, `${label} must have at most 100 entries`)
    .default([]);
}

/** An object of any JSON that may be left out. */
export function jsonObject(label: string) {
  return z.record(z.string(), z.json(), { error: `${label} must be an object` }).default({});
}

/** Which page of a list, from a query string. */
export const pageSchema = z.object({
  page: z.coerce
    .number({ error: "Page must be a whole number from 1" })
    .int("Page must be a whole number from 1")
    .min(1, "Page must be a whole number from 1")
    .max(1_000_000, "Page must be at most 1000000")
    .default(1),
  limit: z.coerce
    .number({ error: "Limit must be a whole number from 1 to 100" })
    .int("Limit must be a whole number from 1 to 100")
    .min(1, "Limit must be a whole number from 1 to 100")
    .max(100, "Limit must be a whole number from 1 to 100")
    .default(10),
  search: z
    .string()
    .trim()
    .max(200, "Search must have at most 200 characters")
    // SQL engines end a pattern at a NUL, which would then match everything.
    .regex(/^\P{Cc}*$/u, "Search must not have control characters")
    .optional()
    .transform((text) => text || undefined),
  /** From where on, instead of a page's number. */
  cursor: cursorSchema.optional(),
});
