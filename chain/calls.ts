/** Acts ↔ calls of the contract, in the sender's own name or in another's. */
import { type HDNodeWallet, Interface, id as keccak256Text, type Wallet } from "ethers";
import type { Act } from "../domain/operations/outbox.ts";
import { roleConstant } from "../domain/shared/roles.ts";
import { traceAbi } from "../proof/abi.ts";
import { batchId } from "../proof/hash.ts";
import { kindToBytes32 } from "../proof/kind.ts";
import type { ContractAct } from "./acts.ts";
import { type Deployment, type SignatureScope, typedData } from "./typed-data.ts";

export type { Deployment, SignatureScope } from "./typed-data.ts";

/** The contract's interface, for calls and errors. */
export const traceInterface = new Interface(traceAbi as never);

const VERDICTS = { pass: 1, fail: 2 } as const;

/** A unit as the contract holds it: its text, left-aligned in 3 bytes. */
function unitToBytes3(unit: string): string {
  // Cutting a longer text off would name another unit.
  if (unit.length > 3) throw new RangeError("a unit has two or three characters");
  return kindToBytes32(unit).slice(0, 8);
}

/** The parameters of an act's verb, without those of a signature. */
function parametersOf(act: ContractAct): readonly unknown[] {
  switch (act.verb) {
    case "create":
      return [act.code, unitToBytes3(act.unit), act.quantity, act.digest];
    case "record":
      return [batchId(act.code), kindToBytes32(act.kind), act.digest];
    case "recordSeries":
      return [batchId(act.code), kindToBytes32(act.kind), act.digests];
    case "inspect":
      return [batchId(act.code), VERDICTS[act.verdict], act.digest];
    case "amend":
      return [batchId(act.code), act.amended, act.digest];
    case "anchor":
      return [batchId(act.code), act.root, act.count, act.digest];
    case "offerCustody":
      return [batchId(act.code), act.to, act.digest];
    case "recall":
    case "lift":
    case "withdraw":
    case "acceptCustody":
    case "refuseCustody":
    case "cancelOffer":
    case "takeCustody":
      return [batchId(act.code), act.digest];
    case "split":
      return [batchId(act.code), act.parts, act.digest];
    case "transform": {
      const inputs = act.inputs.map(({ code, quantity }) => ({ id: batchId(code), quantity }));
      const outputs = act.outputs.map((output) => ({ ...output, unit: unitToBytes3(output.unit) }));
      return [inputs, outputs, act.digest];
    }
  }
}

/** Call data of an act in the sender's own name. */
export function directCall(act: ContractAct): string {
  const handOver = act.verb === "takeCustody" ? [act.deadline, act.custodianSignature] : [];
  return traceInterface.encodeFunctionData(act.verb, [...parametersOf(act), ...handOver]);
}

/** Call data that brings an act with its actor's signature. */
export function broughtCall(act: ContractAct, actor: string, deadline: number, signature: string): string {
  const handOver = act.verb === "takeCustody" ? [act.custodianSignature] : [];
  const parameters = [...parametersOf(act), actor, deadline, signature, ...handOver];
  return traceInterface.encodeFunctionData(`${act.verb}BySig`, parameters);
}

/** Call data of the `…BySig` verb for an act, signed by `signer`. */
export async function signedCall(
  act: ContractAct,
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
