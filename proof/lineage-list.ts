/** What a proof tells of what its batch was made of, where that was asked for. Lines alone say what is made of what. */
import * as z from "zod/mini";
import { proofSchema } from "./proof.ts";

/** The most ancestors that one proof tells of. */
export const MOST_ANCESTORS = 1_000;

const word = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));

/** Ancestors near and far. */
export const lineageSchema = z.object({
  ancestors: z
    .array(
      z.object({
        id: word,
        /** What its own proof is had by; null where it is withheld. */
        code: z.nullable(z.string()),
        head: word,
      }),
    )
    .check(z.maxLength(MOST_ANCESTORS)),
  /** Whether there are more: those above an ancestor are told with the proof of that one. */
  truncated: z.boolean(),
});

/** A proof with what its batch was made of. */
export const proofWithLineageSchema = z.extend(proofSchema, { lineage: z.optional(lineageSchema) });

/** What a proof tells of ancestors. */
export type LineageList = z.infer<typeof lineageSchema>;
/** A proof with what its batch was made of. */
export type ProofWithLineage = z.infer<typeof proofWithLineageSchema>;
