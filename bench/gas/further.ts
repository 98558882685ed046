/** Verbs that a version of `Trace` may or may not have: measured where its ABI has them, as they are written here. */
import { encodeBytes32String, type Interface, id } from "ethers";
import { digestOf, gasOf, SHARED, send, times } from "./evm.ts";
import type { Measurement } from "./report.ts";
import { codeOf, creationOf, type DeployedTrace } from "./trace.ts";

const BATCH_INDEX = 5_000;

/** A verb and how it is measured. */
interface FurtherVerb {
  readonly signature: string;
  measure(trace: DeployedTrace): Promise<Measurement>;
}

const FURTHER: readonly FurtherVerb[] = [
  {
    signature: "recordSeries(bytes32,bytes32,bytes32[])",
    async measure({ evm, contract }) {
      const digests = times(SHARED, (index) => digestOf(`series ${index}`));
      const parameters = [id(codeOf(BATCH_INDEX)), encodeBytes32String("harvest"), digests];
      const call = { contract, from: evm.accounts.producer, verb: this.signature, parameters };
      return { act: "steps", how: "Suyuan `recordSeries`", gas: await gasOf(call, SHARED) };
    },
  },
];

/** Measure the further verbs that the contract has. */
export async function measureFurtherVerbs(trace: DeployedTrace): Promise<Measurement[]> {
  const { contract, evm } = trace;
  const verbs = FURTHER.filter(({ signature }) => contract.interface.hasFunction(signature));
  if (verbs.length === 0) return [];
  await send({ contract, from: evm.accounts.producer, verb: "create", parameters: creationOf(BATCH_INDEX) }, 1);
  const measured: Measurement[] = [];
  for (const verb of verbs) measured.push(await verb.measure(trace));
  return measured;
}

const ADMINISTRATION = /Role|Admin|^(un)?pause$/;

/** The verbs in the ABI that no measurement names: what a table leaves out, it must not hide. */
export function unmeasuredVerbs(abi: Interface, measured: readonly Measurement[]): string[] {
  const names = new Set<string>();
  abi.forEachFunction(({ name, constant }) => {
    const isVerb = !constant && !ADMINISTRATION.test(name) && name !== "multicall";
    if (isVerb && !measured.some(({ how }) => how.includes(`\`${name}\``))) names.add(name);
  });
  return [...names].sort();
}
