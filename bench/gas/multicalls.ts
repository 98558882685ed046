/** Our verbs in multicalls: steps of 100 batches first, for that is what stands against 100 attestations. */
import type { ContractAct } from "../../chain/acts.ts";
import { directCall } from "../../chain/calls.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { digestOf, gasOf, SHARED, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import { type Account, codeOf, creation, type DeployedTrace, signedCall } from "./trace.ts";

const FIRST = 1_000;

/** Measure creations and steps, direct and signed, that share a transaction. */
export async function measureMulticalls(trace: DeployedTrace): Promise<Measurement[]> {
  const { contract, evm } = trace;
  const { producer, relayer } = evm.accounts;
  const measured: Measurement[] = [];
  const measure = async (act: Act, how: string, from: Account, calls: readonly string[]) => {
    const call = { contract, from, verb: "multicall", parameters: [calls] };
    measured.push({ act, how: `Suyuan ${how}`, gas: await gasOf(call, SHARED) });
  };
  const step = (code: string, text: string): ContractAct => ({
    verb: "record",
    code,
    kind: "harvest",
    digest: digestOf(`multicall ${text}`) as Hex,
  });

  const one = codeOf(FIRST);
  const all = times(SHARED, (index) => codeOf(FIRST + index));
  const creations = times(SHARED, (index) => directCall(creation(FIRST + index)));
  await measure("creations", "`create` in a multicall", producer, creations);

  const ofAll = all.map((code) => directCall(step(code, code)));
  await measure("steps", "`record` in a multicall, of 100 batches", producer, ofAll);
  const ofOne = times(SHARED, (index) => directCall(step(one, `${index}`)));
  await measure("steps", "`record` in a multicall, of one batch", producer, ofOne);

  const ofAllSigned = all.map((code) => signedCall(trace, step(code, `signed ${code}`), producer));
  const how = "`recordBySig` in a multicall, of";
  await measure("signedSteps", `${how} 100 batches`, relayer, await Promise.all(ofAllSigned));
  // The first batch has its creation, two steps of all, and those of its own.
  const next = 4 + SHARED;
  const ofOneSigned = times(SHARED, (index) => signedCall(trace, step(one, `signed ${index}`), producer, next + index));
  await measure("signedSteps", `${how} one batch`, relayer, await Promise.all(ofOneSigned));
  return measured;
}
