/** What a batch was made of, verified from a terminal. */
import { gainTold } from "../../domain/lineage/gains.ts";
import type { ProofVerdict } from "../../proof/check.ts";
import { contractReader, httpRpc } from "../../proof/contract-reader.ts";
import { describeGain } from "../../proof/gain-messages.ts";
import { batchId } from "../../proof/hash.ts";
import { type LineageOptions, verifyLineage } from "../../proof/lineage.ts";
import { describeAncestor, describeIll, describeLineage } from "../../proof/lineage-messages.ts";
import type { Language } from "../../proof/messages.ts";
import { verifyProof } from "../../proof/verify.ts";

/** Of how many batches that passed the codes are told. */
const NAMED = 20;

const SIGNS = { passed: "✓", failed: "✗", withheld: "·" } as const;

/** Where to ask, and what a proof's files are fetched by. */
interface Asked extends Pick<LineageOptions, "code" | "contract" | "own" | "proofOf"> {
  readonly rpcUrl: string;
  readonly fetchBytes: (url: string) => Promise<Uint8Array>;
}

/**
 * Verify what a batch was made of, and say so.
 *
 * @param proof The batch's proof, with its lineage.
 * @param print Writes a line of which nothing is obeyed.
 */
export async function reportLineage(
  proof: unknown,
  { rpcUrl, fetchBytes, ...asked }: Asked,
  language: Language,
  print: (line: string) => void,
): Promise<ProofVerdict> {
  const rpc = httpRpc(rpcUrl);
  const lineage = await verifyLineage(proof, {
    ...asked,
    batchId,
    verify: (one, code, contract) => verifyProof(one, { code, contract, rpc, fetchBytes }),
    reader: (contract) => contractReader(rpc, contract),
  });
  const passed = lineage.checks.filter(({ outcome }) => outcome === "passed");
  for (const check of passed.slice(0, NAMED)) print(`${SIGNS.passed} ${describeAncestor(check, language)}`);
  if (passed.length > NAMED) print(`${SIGNS.passed} … (+ ${passed.length - NAMED})`);
  for (const check of lineage.checks) {
    if (check.outcome !== "passed") print(`${SIGNS[check.outcome]} ${describeAncestor(check, language)}`);
  }
  for (const gain of lineage.gains) print(`! ${gain.code}: ${describeGain(gainTold(gain), language)}`);
  for (const said of describeIll(lineage.ill, language)) print(`! ${said}`);
  print(describeLineage(lineage, language));
  return lineage.verdict;
}
