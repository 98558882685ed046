/**
 * Verification without us: the same code runs in a shopper's browser, in `npm run verify`, and in the tests. It
 * believes nothing in the proof: each thing is recomputed, and the last word is `headOf` on a chain of the reader's
 * choice.
 */

import { CHECKS, type Check, proofVerdict, type Verification } from "./check.ts";
import { checkActors, checkHead, checkNetwork } from "./check-chain.ts";
import { checkAttachments, checkDocuments, type FetchBytes } from "./check-documents.ts";
import { checkNumbers, foldLines, normaliseLines } from "./check-lines.ts";
import { checkNames } from "./check-names.ts";
import { contractReader, type RpcCall } from "./contract-reader.ts";
import { batchId } from "./hash.ts";
import { proofSchema } from "./proof.ts";

/** What verification needs from outside. */
export interface VerifyOptions {
  /** The code that the reader asked about: on the label, not in the proof. */
  readonly code: string;
  /** JSON-RPC of a node that the reader trusts. */
  readonly rpc: RpcCall;
  readonly fetchBytes: FetchBytes;
  /** The contract to ask; by default the one that the proof names. */
  readonly contract?: string | undefined;
  /** Called with the checks so far, each time there are more. */
  readonly onProgress?: (checks: readonly Check[]) => void;
}

/** Verify a proof. Never throws for anything that a proof or an endpoint can contain. */
export async function verifyProof(input: unknown, options: VerifyOptions): Promise<Verification> {
  const checks: Check[] = [];
  const add = (more: readonly Check[]) => {
    checks.push(...more);
    options.onProgress?.(checks);
  };

  const parsed = proofSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    add([{ name: "format", outcome: "failed", reason: "not-a-proof", actual: issue?.path.join(".") ?? "" }]);
    return { verdict: "failed", checks, head: undefined, names: [] };
  }
  const normalised = normaliseLines(parsed.data);
  if ("failure" in normalised) {
    add([normalised.failure]);
    return { verdict: "failed", checks, head: undefined, names: [] };
  }
  const { proof } = normalised;
  add([{ name: "format", outcome: "passed" }]);

  const reader = contractReader(options.rpc, options.contract ?? proof.chain.contract);
  const network = await checkNetwork(proof, reader);
  add(network.checks);

  const codeMatches = proof.batch.code === options.code && proof.batch.id === batchId(options.code);
  add([
    codeMatches
      ? { name: "code", outcome: "passed", subject: options.code }
      : { name: "code", outcome: "failed", expected: options.code, actual: proof.batch.code, reason: "other-code" },
  ]);

  add(checkNumbers(proof, network.seq));
  const fold = foldLines(proof);
  add(fold.checks);

  const { checks: documentChecks, documents } = checkDocuments(proof);
  add(documentChecks);
  add(await checkAttachments(proof, documents, options.fetchBytes));
  const isAsked = network.head !== undefined;
  const [actorChecks, named] = await Promise.all([
    checkActors(proof, reader),
    isAsked ? checkNames(proof, reader) : { checks: [], names: [] },
  ]);
  add([...actorChecks, ...named.checks]);
  add([checkHead(fold.head, network.head)]);

  checks.sort(
    (a, b) =>
      CHECKS.indexOf(a.name) - CHECKS.indexOf(b.name) || (a.seq ?? 0) - (b.seq ?? 0) || (a.index ?? 0) - (b.index ?? 0),
  );
  options.onProgress?.(checks);
  return { verdict: proofVerdict(checks), checks, head: fold.head, names: named.names, proof };
}
