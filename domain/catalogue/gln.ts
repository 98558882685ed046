/** Global Location Numbers and their extensions (GS1 General Specifications, §3.4 and §3.5). */
import { z } from "zod";
import { hasCheckDigit } from "./gtin.ts";

/** A location number in a request. */
export const glnSchema = z
  .string({ error: "GLN must be a text" })
  .trim()
  .regex(/^\d{13}$/, { error: "GLN must have 13 digits", abort: true })
  .refine(hasCheckDigit, "GLN has a wrong check digit");

/** What tells places of one location number apart (AI 254): GS1's 82 characters. */
export const glnExtensionSchema = z
  .string({ error: "Extension must be a text" })
  .trim()
  .regex(
    /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/,
    "Extension must have 1 to 20 letters, digits and signs of GS1's character set",
  );
