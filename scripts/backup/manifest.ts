/** What a backup says of itself. */
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const count = z.int().nonnegative();

/** The format that this version writes. */
export const FORMAT = "suyuan-backup";
export const FORMAT_VERSION = 1;

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  createdAt: z.iso.datetime(),
  /** The version of the software, and its latest migration. */
  software: z.string().max(100),
  migration: z.string().max(200),
  /** The chain that the mirror is of, and how far it had come; null where it had not begun. */
  mirror: z
    .object({
      chainId: z.int().positive(),
      contract: z.string().regex(/^0x[0-9a-f]{40}$/),
      genesisHash: hash,
      block: count,
      blockHash: hash,
      lines: count,
      batches: count,
    })
    .nullable(),
  /** Accepted writes that were not final yet. */
  pending: count,
  /** The local chain's state, where it is contained. */
  chain: z.object({ block: count }).nullable(),
  objects: z.object({
    contained: z.boolean(),
    /** Where they lie instead. */
    place: z.string().max(2_000).nullable(),
    count,
    bytes: count,
    /** Names of those whose bytes no longer had their digest, the first few. */
    damaged: z.array(z.string().max(200)).max(100),
  }),
  /** Whether the passphrase of the master key is contained. */
  passphrase: z.boolean(),
  /** All other files, and the digest of the file that lists theirs. */
  files: z.object({ count, bytes: count, sums: sha256 }),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;
