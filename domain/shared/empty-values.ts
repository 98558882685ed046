/** One rule for empty values: what may be left out and is null or an empty text was left out. */
import { z } from "zod";

/** The parts of a schema of zod that are looked into. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
}

/**
 * An input without its empty fields, at every depth that its schema describes: a field that may be left out and is null or
 * `""` is gone, unless that is a value of its own for it. What has to be there stays, and is refused by its name; what has
 * no schema, such as free attributes, stays as it is.
 */
export function withoutEmpty(schema: z.core.$ZodType, input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input;
  const { type, innerType, in: first, out, element, shape } = definitionOf(schema);
  if (innerType) return withoutEmpty(innerType, input);
  if (first && type === "pipe") {
    return withoutEmpty(out && definitionOf(first).type === "transform" ? out : first, input);
  }
  if (element && Array.isArray(input)) return input.map((item) => withoutEmpty(element, item));
  if (!shape || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (!field) return [[name, value]];
      return isLeftOut(field, value) ? [] : [[name, withoutEmpty(field, value)]];
    }),
  );
}

function isLeftOut(field: z.core.$ZodType, value: unknown): boolean {
  if (value !== null && value !== "") return false;
  if (!z.safeParse(field, undefined).success) return false;
  const { success, data } = z.safeParse(field, value);
  // A number is made of an empty text as well, and means nothing.
  return !success || data !== value;
}

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}
