/**
 * One reading held against the chain, in a browser as in the terminal: that it is below the root of its line, and that this
 * line is one of those that make up its batch's head there. Nothing in the proof is believed.
 */
import type { Reading } from "../domain/readings/reading.ts";
import { type Decimal, toDecimal } from "../domain/shared/decimal.ts";
import type { Check } from "./check.ts";
import { checkHead, checkNetwork } from "./check-chain.ts";
import { decodeLog, encodeLog } from "./codec.ts";
import { contractReader, type RpcCall } from "./contract-reader.ts";
import { batchId } from "./hash.ts";
import { leafOf, nextHead } from "./head.ts";
import type { Hex } from "./hex.ts";
import { anchoredReading, verifyReading } from "./reading.ts";
import { type ReadingProof, readingProofSchema } from "./reading-proof.ts";

/** What verifying a reading needs from outside. */
export interface VerifyReadingOptions {
  /** JSON-RPC of a node that the reader trusts. */
  readonly rpc: RpcCall;
  /** The contract to ask; by default the one that the proof names. */
  readonly contract?: string | undefined;
}

/** The checks of a reading's proof, in their order. Never throws for anything that a proof or an endpoint can contain. */
export async function checkReading(
  input: unknown,
  { rpc, contract }: VerifyReadingOptions,
): Promise<{ readonly checks: readonly Check[]; readonly proof: ReadingProof | undefined }> {
  const parsed = readingProofSchema.safeParse(input);
  if (!parsed.success) {
    const actual = parsed.error.issues[0]?.path.join(".") ?? "";
    return { checks: [{ name: "format", outcome: "failed", reason: "not-a-proof", actual }], proof: undefined };
  }
  const proof = parsed.data;
  const { checks, head } = await checkNetwork(proof, contractReader(rpc, contract ?? proof.chain.contract));
  const line = lineIn(proof);
  return {
    proof,
    checks: [
      { name: "format", outcome: "passed" },
      ...checks,
      batchId(proof.batch.code) === proof.batch.id
        ? { name: "code", outcome: "passed", subject: proof.batch.code }
        : { name: "code", outcome: "failed", actual: proof.batch.code, reason: "other-code" },
      isBelow(proof, line?.root)
        ? { name: "reading", outcome: "passed" }
        : { name: "reading", outcome: "failed", reason: "changed-reading" },
      checkHead(
        line &&
          [line.leaf, ...proof.later].reduce<string>((before, leaf) => nextHead(before, leaf as Hex), proof.before),
        head,
      ),
    ],
  };
}

/** The line's leaf, and the root that it carries, as the chain would hold them; undefined if it holds no such line. */
function lineIn({ line, batch }: ReadingProof): { readonly leaf: Hex; readonly root: string } | undefined {
  try {
    const log = encodeLog("Anchored", line);
    const args = decodeLog(log)?.args;
    return args?.id === batch.id ? { leaf: leafOf(log), root: String(args.root) } : undefined;
  } catch {
    return undefined;
  }
}

function isBelow({ reading, salt, path }: ReadingProof, root: string | undefined): boolean {
  const { time, sensor, type, unit } = reading;
  const value = toDecimal(reading.value) as Decimal;
  const told: Reading = { time: Date.parse(time), sensor, type, unit, value };
  return root !== undefined && verifyReading(root, anchoredReading(told, BigInt(salt)), path as Hex[]);
}
