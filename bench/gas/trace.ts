/** Our contract, deployed and called as the measurements need it. */
import { type BaseContract, type Interface, id, ZeroAddress } from "ethers";
import hre from "hardhat";
import { bringCall, callOf, type SignedCall } from "../../chain/calls.ts";
import { type Deployment, type HandOverTerms, type SignatureScope, typedData } from "../../chain/typed-data.ts";
import type { Consent, SignableAct } from "../../domain/operations/act.ts";
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
  /** The next nonce of an account's signatures. */
  nextNonce(account: Account): number;
}

/** What the batches hold, in thousandths of a kilogram. */
export const QUANTITY = 1_500_000;

/** The code of a batch: all of the same length, so that none is cheaper by its name. */
export const codeOf = (index: number) => `APPLE-${String(index).padStart(8, "0")}`;

/** What the creation of a batch says, whatever it is written with. */
export const creationOf = (index: number) => [codeOf(index), "0x4b474d", QUANTITY, digestOf(`create ${index}`)];

/** The creation of the batch of this index. */
export function creation(index: number, open = true, code = codeOf(index)): SignableAct {
  const digest = digestOf(`create ${index}`) as Hex;
  return { verb: "create", code, unit: "KGM", quantity: QUANTITY, open, digest };
}

/** Deploy `Trace`, and grant the actors their roles. */
export async function deployTrace(evm: Evm): Promise<DeployedTrace> {
  const { admin, producer, inspector, receiver, regulator, party, relayer: _, ...others } = evm.accounts;
  const signers = [admin, producer, inspector, receiver, regulator, party, ...Object.values(others)];
  const { abi, bytecode } = await hre.artifacts.readArtifact("Trace");
  const contract = await evm.deploy(abi as never, bytecode, admin, admin, ZeroAddress);
  const deployment = { chainId: Number(evm.chainId), contract: (await contract.getAddress()) as Hex };
  const nonces = new Map<string, number>();
  const nextNonce = ({ address }: Account) => {
    const nonce = nonces.get(address) ?? 0;
    nonces.set(address, nonce + 1);
    return nonce;
  };
  const trace = { evm, contract, deployment, nextNonce };
  const grant = (role: Role, account: Account) => send(granting(trace, role, account), 2);
  await grant("producer", producer);
  await grant("inspector", inspector);
  await grant("carrier", receiver);
  await grant("regulator", regulator);
  await grant("producer", party);
  // The first line of all pays for writing the shared slot, and the first signature for an account's nonces.
  await perform(trace, creation(0), producer);
  for (const account of signers) {
    const digest = digestOf("first") as Hex;
    await bring(trace, { verb: "describeAccount", account: account.address as Hex, digest }, account);
  }
  return trace;
}

/** The call that grants a business role. */
export function granting({ contract, evm }: DeployedTrace, role: Role, { address }: Account) {
  const parameters = [id(roleConstant(role)), address];
  return { contract, from: evm.accounts.admin, verb: "grantRole", parameters };
}

/** Do an act, in the actor's own name; gives the gas. */
export async function perform({ contract }: DeployedTrace, act: SignableAct, actor: Account): Promise<number> {
  const { gasUsed } = await sendData(contract, actor, callOf(act, actor.address), linesOf(act));
  return Number(gasUsed);
}

/** Bring an act that its actor signed; gives the gas. */
export async function bring(trace: DeployedTrace, act: SignableAct, actor: Account): Promise<number> {
  return bringAll(trace, [await signed(trace, act, actor)], linesOf(act));
}

/** Gas that each act may use, far more than any does. */
const GAS_EACH = 10_000_000;

/** Bring signed acts in one transaction, which has to write so many lines; gives the gas. */
export async function bringAll(trace: DeployedTrace, acts: readonly SignedCall[], lines: number): Promise<number> {
  const data = bringCall(acts, GAS_EACH);
  return Number((await sendData(trace.contract, trace.evm.accounts.relayer, data, lines)).gasUsed);
}

/** An act, signed under its actor's next nonce. */
export async function signed(trace: DeployedTrace, act: SignableAct, actor: Account): Promise<SignedCall> {
  const nonce = act.verb === "voidNonce" ? act.nonce : trace.nextNonce(actor);
  const scope = { actor: actor.address as Hex, nonce, deadline: DEADLINE };
  return { ...scope, act: callOf(act, actor.address), signature: await signatureOf(trace, act, scope, actor) };
}

/** The holder's word that batches go to somebody. */
export async function consentTo(
  trace: DeployedTrace,
  terms: Omit<HandOverTerms, "verb">,
  holder: Account,
): Promise<Consent> {
  const scope = { actor: holder.address as Hex, nonce: trace.nextNonce(holder), deadline: DEADLINE };
  return { ...scope, signature: await signatureOf(trace, { verb: "handOver", ...terms }, scope, holder) };
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
export function linesOf(act: SignableAct): number {
  if (act.verb === "takeMany") return act.batches.length;
  if (act.verb === "recallMany") return act.codes.length;
  if (act.verb === "split") return act.parts.length + 1;
  return act.verb === "transform" ? act.inputs.length + act.outputs.length : 1;
}

/** What only officers do, besides `grantRole`, and what brings calls of others. */
const OTHERS = /Role$|DefaultAdmin|^set(Term|KindRole|Paused)$|^retire$|^multicall$|^bring$/;

/** The verbs in the ABI that no measurement names: what a table leaves out, it must not hide. */
export function unmeasuredVerbs(abi: Interface, measured: readonly Measurement[]): string[] {
  const names = new Set<string>();
  abi.forEachFunction(({ name, constant }) => {
    const isVerb = !constant && !OTHERS.test(name);
    if (isVerb && !measured.some(({ how }) => how.includes(`\`${name}\``))) names.add(name);
  });
  return [...names].sort();
}
