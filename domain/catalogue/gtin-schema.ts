import { z } from "zod";
import { gtin14 } from "./gtin.ts";

/** A GTIN in a request; gives its 14 digits. */
export const gtinSchema = z
  .string({ error: "GTIN must be a text" })
  .trim()
  .regex(/^(?:\d{8}|\d{12,14})$/, { error: "GTIN must have 8, 12, 13 or 14 digits", abort: true })
  .refine((text) => gtin14(text) !== undefined, { error: "GTIN has a wrong check digit", abort: true })
  .transform((text) => gtin14(text) ?? "");
