/** Our contract, deployed and called as the measurements need it. */
import { type BaseContract, encodeBytes32String, type Interface, id, ZeroAddress } from "ethers";
import hre from "hardhat";
import { type ContractAct, type HandOver, signedBatches } from "../../chain/acts.ts";
import { broughtCall, directCall } from "../../chain/calls.ts";
import { type Deployment, type SignatureScope, typedData } from "../../chain/typed-data.ts";
import { INITIAL_KIND_ROLES } from "../../domain/records/kinds.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Role, roleConstant } from "../../domain/shared/roles.ts";
import { DEADLINE, digestOf, type Evm, send, sendData } from "./evm.ts";
import type { Measurement } from "./report.ts";

/** An account of the EVM. */
export type Account = Evm["accounts"]["producer"];

/** `Trace` as the measurements need it. */
export interface DeployedTrace {
  readonly evm: Evm;
  readonly contract: BaseContract;
  readonly deployment: Deployment;
}

/** What the batches hold, in thousandths of a kilogram. */
export const QUANTITY = 1_500_000;

/** The code of a batch: all of the same length, so that none is cheaper by its name. */
export const codeOf = (index: number) => `APPLE-${String(index).padStart(8, "0")}`;

/** The parameters of `create`. */
export const creationOf = (index: number) => [codeOf(index), "0x4b474d", QUANTITY, digestOf(`create ${index}`)];

/** The creation of the batch of this index. */
export function creation(index: number): ContractAct {
  const digest = digestOf(`create ${index}`) as Hex;
  return { verb: "create", code: codeOf(index), unit: "KGM", quantity: QUANTITY, digest };
}

/** Deploy `Trace` with its initial kinds, and grant the actors their roles. */
export async function deployTrace(evm: Evm): Promise<DeployedTrace> {
  const { admin, producer, inspector, receiver } = evm.accounts;
  const { abi, bytecode } = await hre.artifacts.readArtifact("Trace");
  const kinds = Object.entries(INITIAL_KIND_ROLES).map(([kind, roles]) => [encodeBytes32String(kind), roles]);
  const contract = await evm.deploy(abi as never, bytecode, admin, admin, ZeroAddress, kinds);
  const deployment = { chainId: Number(evm.chainId), contract: (await contract.getAddress()) as Hex };
  const trace = { evm, contract, deployment };
  const grant = (role: Role, { address }: Account) =>
    send({ contract, from: admin, verb: "grantRole", parameters: [id(roleConstant(role)), address] });
  await grant("producer", producer);
  await grant("inspector", inspector);
  await grant("carrier", receiver);
  // The first line of all pays for writing the shared slot's counter; every later one finds it.
  await perform(trace, creation(0), producer);
  return trace;
}

/** Do an act, in the actor's own name; gives the gas. */
export async function perform({ contract }: DeployedTrace, act: ContractAct, actor: Account): Promise<number> {
  const { gasUsed } = await sendData(contract, actor, directCall(act), linesOf(act));
  return Number(gasUsed);
}

/** Bring an act that its actor signed; gives the gas. */
export async function bring(trace: DeployedTrace, act: ContractAct, actor: Account): Promise<number> {
  const data = await signedCall(trace, act, actor);
  return Number((await sendData(trace.contract, trace.evm.accounts.relayer, data, linesOf(act))).gasUsed);
}

/** Call data that brings an act, signed as the next line, or as the line of a given number. */
export async function signedCall(trace: DeployedTrace, act: ContractAct, actor: Account, seq?: number) {
  const next = async (code: string) => Number((await trace.contract.getFunction("batchOf")(id(code))).seq) + 1;
  const seqs = seq === undefined ? await Promise.all(signedBatches(act).map(next)) : [seq];
  const scope = { seq: act.verb === "transform" ? seqs : (seqs[0] ?? 1), deadline: DEADLINE };
  return broughtCall(act, actor.address, DEADLINE, await signatureOf(trace, act, scope, actor));
}

/** The custodian's word that a batch of one line goes to `to`. */
export async function handOver(trace: DeployedTrace, code: string, custodian: Account, to: Account): Promise<HandOver> {
  const terms = { code, to: to.address as Hex, digest: digestOf(`hand over ${code}`) as Hex };
  const scope = { seq: 2, deadline: DEADLINE };
  const custodianSignature = await signatureOf(trace, { verb: "takeCustody", ...terms }, scope, custodian);
  return { ...terms, deadline: DEADLINE, custodianSignature };
}

function signatureOf(
  { deployment }: DeployedTrace,
  act: Parameters<typeof typedData>[0],
  scope: SignatureScope,
  signer: Account,
): Promise<string> {
  const { domain, types, values } = typedData(act, scope, deployment);
  return signer.signTypedData(domain, types, values);
}

/** How many lines an act writes. */
function linesOf(act: ContractAct): number {
  if (act.verb === "recordSeries") return act.digests.length;
  if (act.verb === "split") return act.parts.length + 1;
  return act.verb === "transform" ? act.inputs.length + act.outputs.length : 1;
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
