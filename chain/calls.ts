/** Acts ↔ calls of the contract, for those that a relayer brings in another's name. */
import { type HDNodeWallet, Interface, id as keccak256Text, type TypedDataField, type Wallet } from "ethers";
import type { Hex } from "../domain/model.ts";
import type { Act } from "../domain/ports/outbox.ts";
import { roleConstant } from "../domain/roles.ts";
import { traceAbi } from "../proof/abi.ts";
import { batchId } from "../proof/hash.ts";
import { kindToBytes32 } from "../proof/kind.ts";
import { TYPED_DATA, typedDataDomain } from "./typed-data.ts";

/** The contract's interface, for calls and errors. */
export const traceInterface = new Interface(traceAbi as never);

/** The deployment that signatures are for. */
export interface Deployment {
  readonly chainId: number;
  readonly contract: Hex;
}

/** The acts that an actor does or signs; granting a role is the registrar's. */
export type SignedVerb = Exclude<Act, { verb: "grantRole" }>;

/** What a signature is good for: the number that the new line will have, and until when (seconds). */
export interface SignatureScope {
  readonly seq: number;
  readonly deadline: number;
}

const VERDICTS = { pass: 1, fail: 2 } as const;

/** The values that the actor signs, by the names in `TYPED_DATA`. */
export function typedValues(act: SignedVerb, scope: SignatureScope): Record<string, unknown> {
  const { verb, ...values } = act;
  return verb === "create" ? { ...values, deadline: scope.deadline } : { ...values, ...scope };
}

/** What a signer signs: an EIP-712 domain, struct and values, as wallets take them (`eth_signTypedData_v4`). */
export function typedData(act: SignedVerb, scope: SignatureScope, deployment: Deployment) {
  return {
    domain: typedDataDomain(deployment.chainId, deployment.contract),
    types: TYPED_DATA[act.verb] as unknown as Record<string, TypedDataField[]>,
    values: typedValues(act, scope),
  };
}

/** The parameters of an act's verb, without those of a signature. */
function parametersOf(act: SignedVerb): readonly unknown[] {
  switch (act.verb) {
    case "create":
      return [act.code, kindToBytes32(act.unit).slice(0, 8), act.quantity, act.digest];
    case "record":
      return [batchId(act.code), kindToBytes32(act.kind), act.digest];
    case "inspect":
      return [batchId(act.code), VERDICTS[act.verdict], act.digest];
    case "amend":
      return [batchId(act.code), act.amended, act.digest];
    default:
      return [batchId(act.code), act.digest];
  }
}

/** Call data of an act in the sender's own name. */
export function directCall(act: SignedVerb): string {
  return traceInterface.encodeFunctionData(act.verb, parametersOf(act));
}

/** Call data that brings an act with its actor's signature. */
export function broughtCall(act: SignedVerb, actor: string, deadline: number, signature: string): string {
  return traceInterface.encodeFunctionData(`${act.verb}BySig`, [...parametersOf(act), actor, deadline, signature]);
}

/** Call data of the `…BySig` verb for an act, signed by `signer`. */
export async function signedCall(
  act: SignedVerb,
  scope: SignatureScope,
  deployment: Deployment,
  signer: Wallet | HDNodeWallet,
): Promise<string> {
  const { domain, types, values } = typedData(act, scope, deployment);
  const signature = await signer.signTypedData(domain, types, values);
  return broughtCall(act, signer.address, scope.deadline, signature);
}

/** Call data that grants a business role; the relayer sends it in its own name. */
export function grantRoleCall(act: Extract<Act, { verb: "grantRole" }>): string {
  return traceInterface.encodeFunctionData("grantRole", [keccak256Text(roleConstant(act.role)), act.address]);
}

/** Call data that brings several calls in one transaction. */
export function multicall(calls: readonly string[]): string {
  return traceInterface.encodeFunctionData("multicall", [calls]);
}
