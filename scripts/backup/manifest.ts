/** A backup's manifest. */
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
  /** The mirrored chain, and the mirror's progress; null if it had not begun. */
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
  /** The local chain's state, if included. */
  chain: z.object({ block: count }).nullable(),
  objects: z.object({
    contained: z.boolean(),
    /** Where they are instead. */
    place: z.string().max(2_000).nullable(),
    count,
    bytes: count,
    /** The first few names of those whose bytes do not match their digest. */
    damaged: z.array(z.string().max(200)).max(100),
  }),
  /** Whether the passphrase of the master key is included. */
  passphrase: z.boolean(),
  /** All other files, and the digest of the file that lists theirs. */
  files: z.object({ count, bytes: count, sums: sha256 }),
});

/** A backup's manifest. */
export type Manifest = z.infer<typeof manifestSchema>;
