/**
 * One reading proved alone: its values, the way to the root of its line, the line's values, and what of its batch's lines the
 * head is made of. It may be kept as a file, and shows nothing of the readings beside it but hashes.
 */
import * as z from "zod/mini";
import { toDecimal } from "../domain/shared/decimal.ts";

/** The format's name. */
export const READING_PROOF_FORMAT = "suyuan-reading/1";

const word = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));
const address = z.string().check(z.regex(/^0x[0-9a-f]{40}$/));
const name = z.string().check(z.maxLength(200), z.regex(/^[^|]+$/));

/** A reading with its proof. */
export const readingProofSchema = z.object({
  format: z.literal(READING_PROOF_FORMAT),
  chain: z.object({
    chainId: z.int().check(z.positive()),
    contract: address,
    /** A public JSON-RPC endpoint that the server proposes; a reader may ask any other. */
    rpcUrl: z.string(),
  }),
  batch: z.object({ code: z.string(), id: word }),
  reading: z.object({
    time: z.iso.datetime(),
    sensor: name,
    type: name,
    value: z.string().check(z.refine((text) => toDecimal(text) !== undefined)),
    unit: name,
  }),
  /** A decimal. */
  salt: z.string().check(z.regex(/^\d{1,39}$/)),
  /** The nodes beside the way from the reading to the root. */
  path: z.array(word).check(z.maxLength(64)),
  /** The values of the `Anchored` line (contracts/interfaces/ITraceLines.sol). */
  line: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(word)])),
  /** The batch's head before the line. */
  before: word,
  /** The leaf of each of the batch's lines after it. */
  later: z.array(word),
});

/** A reading proved alone. */
export type ReadingProof = z.infer<typeof readingProofSchema>;
