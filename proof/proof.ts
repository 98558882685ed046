/**
 * A proof: everything that is needed to recompute a batch's head and every digest in it, and nothing that has to be
 * believed. `GET /v1/traces/public/{batchCode}/proof` gives one; it may be kept as a file and verified years later.
 */
import * as z from "zod/mini";
import { LINE_EVENTS } from "../domain/records/kinds.ts";

/** The format's name. */
export const PROOF_FORMAT = "suyuan-proof/1";

const word = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));
const address = z.string().check(z.regex(/^0x[0-9a-f]{40}$/));

/** A line: the values of its event, where it stands on chain, and the head after it. */
export const proofLineSchema = z.object({
  event: z.enum(LINE_EVENTS),
  /** The event's values by name (contracts/interfaces/ITraceLines.sol): integers wider than 48 bits are decimal strings. */
  args: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.readonly(z.array(word).check(z.maxLength(256)))]),
  ),
  /** The head as the server says it was after this line: it only serves to name the first line that differs. */
  head: word,
  transactionHash: word,
  blockNumber: z.int().check(z.nonnegative()),
  status: z.enum(["pending", "confirmed", "final"]),
});

/**
 * A record document: its exact text, or why it is not shown. Withheld content still verifies by its digest; so does what
 * is unreadable, since no text of it could be shown at all.
 */
export const proofDocumentSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("public"), text: z.string(), cid: z.string() }),
  z.object({ status: z.enum(["restricted", "erased", "missing", "unreadable"]), cid: z.string() }),
]);

/** An attachment: where its bytes are, or why they are not shown. */
export const proofAttachmentSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("public"), url: z.string() }),
  z.object({ status: z.enum(["restricted", "erased", "missing"]) }),
]);

/** A line by which an account was described (contracts/interfaces/ITraceLines.sol, `AccountDescribed`). */
export const proofProfileLineSchema = z.object({
  account: address,
  /** Who described it. */
  author: address,
  /** The line's number over the whole contract. */
  line: z.int().check(z.positive()),
  /** SHA-256 of the profile; zero where its author takes back what it said. */
  digest: word,
  /** By which roles the author confirms it: 32 regulator, 64 registrar; 0 for the account itself. */
  roles: z.int().check(z.nonnegative()),
  timestamp: z.int().check(z.nonnegative()),
  transactionHash: word,
  blockNumber: z.int().check(z.nonnegative()),
  status: z.enum(["pending", "confirmed", "final"]),
});

/** A proof. */
export const proofSchema = z.object({
  format: z.literal(PROOF_FORMAT),
  chain: z.object({
    chainId: z.int().check(z.positive()),
    contract: address,
    /** A public JSON-RPC endpoint that the server proposes; a reader may ask any other. */
    rpcUrl: z.string(),
    /** A block explorer's address, or null. */
    explorerUrl: z.nullable(z.string()),
  }),
  batch: z.object({ code: z.string(), id: word, seq: z.int().check(z.positive(), z.maximum(0xff_ffff)), head: word }),
  lines: z.array(proofLineSchema),
  documents: z.record(word, proofDocumentSchema),
  attachments: z.record(word, proofAttachmentSchema),
  /** Who acted, by address, as the server knows them. */
  actors: z.record(address, z.object({ name: z.string(), roles: z.array(z.string()) })),
  /** Whose names look like somebody else's, as the server knows; nothing proves it. Older proofs have none. */
  lookalikes: z.optional(z.object({ accounts: z.array(address), producer: z.boolean() })),
  /**
   * Who described the actors and those who confirmed them: of each author the latest line as of their lines here and as
   * of now, and the profiles that these anchor. Older proofs have none.
   */
  profiles: z.optional(
    z.object({ lines: z.array(proofProfileLineSchema), documents: z.record(word, proofDocumentSchema) }),
  ),
});

/** A proof's content. */
export type Proof = z.infer<typeof proofSchema>;
/** One of its lines. */
export type ProofLine = z.infer<typeof proofLineSchema>;
