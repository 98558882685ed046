/** Verbs that a version of `Trace` may or may not have, measured where its ABI has them; each has a batch of its own. */
import { type Interface, id } from "ethers";
import { argumentsFor, READINGS } from "./arguments.ts";
import { DEADLINE, digestOf, SHARED, send, sign } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import { codeOf, creationOf, type DeployedTrace } from "./trace.ts";

/** Verbs whose arguments their ABI tells well enough, and how many lines or readings share the gas. */
const BY_ABI: readonly { readonly verb: string; readonly act: Act; readonly share: number }[] = [
  { verb: "recordSeries", act: "steps", share: SHARED },
  { verb: "split", act: "split", share: 1 },
  { verb: "anchor", act: "readings", share: READINGS },
  { verb: "recall", act: "recall", share: 1 },
];

const TAKE_CUSTODY = "takeCustody(bytes32,bytes32,uint256,bytes)";
const TAKE_CUSTODY_BY_SIG = "takeCustodyBySig(bytes32,bytes32,address,uint256,bytes,bytes)";
const HAND_OVER = "HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)";

/** Measure the further verbs that the contract has. One that takes other arguments than these is left out. */
export async function measureFurtherVerbs(trace: DeployedTrace): Promise<Measurement[]> {
  const { contract, evm } = trace;
  const { producer } = evm.accounts;
  const measured: Measurement[] = [];
  let batch = 5_000;
  const newBatch = async () => {
    await send({ contract, from: producer, verb: "create", parameters: creationOf(++batch) }, 1);
    return batch;
  };

  for (const { verb, act, share } of BY_ABI) {
    const fragment = contract.interface.getFunction(verb);
    if (!fragment) continue;
    const about = await newBatch();
    try {
      const call = { contract, from: producer, verb, parameters: argumentsFor(fragment.inputs, about) };
      const { gasUsed } = await send(call);
      measured.push({ act, how: `Suyuan \`${verb}\``, gas: Number(gasUsed) / share });
    } catch (error) {
      console.error(`${verb} could not be measured: ${(error as Error).message}`);
    }
  }
  for (const signature of [TAKE_CUSTODY, TAKE_CUSTODY_BY_SIG]) {
    if (contract.interface.hasFunction(signature)) measured.push(await handOver(trace, signature, await newBatch()));
  }
  return measured;
}

/** The custodian has signed; the receiver sends it, or has signed as well and anybody brings it. */
async function handOver({ evm, contract, domain }: DeployedTrace, verb: string, batch: number): Promise<Measurement> {
  const { producer, receiver, relayer } = evm.accounts;
  const [code, digest] = [codeOf(batch), digestOf(`hand over ${batch}`)];
  const values = { code, to: receiver.address, digest, seq: 2, deadline: DEADLINE };
  const given = await sign(producer, domain, HAND_OVER, values);
  const direct = verb === TAKE_CUSTODY;
  const parameters = direct
    ? [id(code), digest, DEADLINE, given]
    : [id(code), digest, receiver, DEADLINE, await sign(receiver, domain, HAND_OVER, values), given];
  const { gasUsed } = await send({ contract, from: direct ? receiver : relayer, verb, parameters }, 1);
  return { act: "handOver", how: `Suyuan \`${verb.slice(0, verb.indexOf("("))}\``, gas: Number(gasUsed) };
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
