/** What a proof tells of what its batch was made of, where that was asked for. Lines alone say what is made of what. */
import { z } from "zod";
import { proofSchema } from "./proof.ts";

/** The most ancestors that one proof tells of. */
export const MOST_ANCESTORS = 1_000;

const word = z.string().regex(/^0x[0-9a-f]{64}$/);

/** Ancestors near and far. */
export const lineageSchema = z.object({
  ancestors: z
    .array(
      z.object({
        id: word,
        /** What its own proof is had by; null where it is withheld. */
        code: z.string().nullable(),
        head: word,
      }),
    )
    .max(MOST_ANCESTORS),
  /** Whether there are more: those above an ancestor are told with the proof of that one. */
  truncated: z.boolean(),
});

/** A proof with what its batch was made of. */
export const proofWithLineageSchema = proofSchema.extend({ lineage: lineageSchema.optional() });

/** What a proof tells of ancestors. */
export type LineageList = z.infer<typeof lineageSchema>;
/** A proof with what its batch was made of. */
export type ProofWithLineage = z.infer<typeof proofWithLineageSchema>;
