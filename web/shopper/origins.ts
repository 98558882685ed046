/** Checking what a batch was made of: a script of its own, fetched when somebody asks for it. */
import { gainTold } from "../../domain/lineage/gains.ts";
import { boundedJson, PROOF_BOUNDS } from "../../proof/answer.ts";
import type { Verification } from "../../proof/check.ts";
import type { contractReader, httpRpc } from "../../proof/contract-reader.ts";
import { describeGain } from "../../proof/gain-messages.ts";
import { batchId } from "../../proof/hash.ts";
import { NoSuchProof, verifyLineage } from "../../proof/lineage.ts";
import { describeAncestor, describeIll, describeLineage } from "../../proof/lineage-messages.ts";
import type { Language } from "../../proof/messages.ts";
import { patiently } from "../../proof/patience.ts";
import type { verifyProof } from "../../proof/verify.ts";

/** What is checked, by which node, and what the page has already to check it with. */
interface Asked {
  readonly code: string;
  readonly endpoint: string;
  readonly contract: string;
  readonly language: Language;
  readonly contractReader: typeof contractReader;
  readonly httpRpc: typeof httpRpc;
  readonly verifyProof: typeof verifyProof;
  /** What the page found of the batch itself, where that is over. */
  readonly own: Verification | undefined;
}

/** Check all that a batch was made of, and say in an element what was found. Throws where its proof cannot be had. */
export async function showOrigins(into: HTMLElement, asked: Asked): Promise<void> {
  const { code, contract, language } = asked;
  const rpc = asked.httpRpc(asked.endpoint);
  const lineage = await verifyLineage(await proofOf(code, true), {
    code,
    contract,
    ...(asked.own && { own: asked.own }),
    batchId,
    proofOf,
    verify: (proof, own, at) => asked.verifyProof(proof, { code: own, contract: at, rpc, fetchBytes }),
    reader: (at) => asked.contractReader(rpc, at),
  });
  const faults = lineage.checks.filter(({ outcome }) => outcome !== "passed");
  const list = document.createElement("ul");
  // First: that all is genuine does not make it good.
  for (const said of describeIll(lineage.ill, language)) {
    list.appendChild(document.createElement("li")).appendChild(document.createElement("strong")).textContent = said;
  }
  for (const said of [
    ...faults.map((check) => describeAncestor(check, language)),
    ...lineage.gains.map((gain) => `${gain.code}: ${describeGain(gainTold(gain), language)}`),
  ]) {
    list.appendChild(document.createElement("li")).textContent = said;
  }
  into.textContent = describeLineage(lineage, language);
  into.dataset.outcome = lineage.verdict;
  into.appendChild(list);
}

/** A batch's proof, with what it was made of or without. Throws `NoSuchProof` where there is none. */
export async function proofOf(code: string, withLineage: boolean): Promise<unknown> {
  const response = await get(`/v1/traces/public/${encodeURIComponent(code)}/proof${withLineage ? "?lineage=1" : ""}`);
  return ((await boundedJson(response, PROOF_BOUNDS)) as { readonly data?: unknown } | null)?.data;
}

/** The bytes at an address. Throws where they cannot be had. */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await get(url)).arrayBuffer());
}

async function get(address: string): Promise<Response> {
  const response = await patiently(() => fetch(new URL(address, location.href), { credentials: "omit" }));
  if (response.status === 404) throw new NoSuchProof("the server has no such proof");
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
}
