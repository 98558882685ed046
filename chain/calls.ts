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

/** What a signature is good for: the number that the new line will have, and until when (seconds). */
export interface SignatureScope {
  readonly seq: number;
  readonly deadline: number;
}

const VERDICTS = { pass: 1, fail: 2 } as const;

/** The values that the actor signs, by the names in `TYPED_DATA`. */
export function typedValues(act: Exclude<Act, { verb: "grantRole" }>, scope: SignatureScope): Record<string, unknown> {
  const { verb, ...values } = act;
  return verb === "create" ? { ...values, deadline: scope.deadline } : { ...values, ...scope };
}

/** Call data of the `…BySig` verb for an act, signed by `signer`. */
export async function signedCall(
  act: Exclude<Act, { verb: "grantRole" }>,
  scope: SignatureScope,
  deployment: Deployment,
  signer: Wallet | HDNodeWallet,
): Promise<string> {
  const domain = typedDataDomain(deployment.chainId, deployment.contract);
  const types = TYPED_DATA[act.verb] as unknown as Record<string, TypedDataField[]>;
  const signature = await signer.signTypedData(domain, types, typedValues(act, scope));
  const proof = [signer.address, scope.deadline, signature];
  switch (act.verb) {
    case "create": {
      const unit = kindToBytes32(act.unit).slice(0, 8);
      return traceInterface.encodeFunctionData("createBySig", [act.code, unit, act.quantity, act.digest, ...proof]);
    }
    case "record": {
      const parameters = [batchId(act.code), kindToBytes32(act.kind), act.digest, ...proof];
      return traceInterface.encodeFunctionData("recordBySig", parameters);
    }
    case "inspect": {
      const parameters = [batchId(act.code), VERDICTS[act.verdict], act.digest, ...proof];
      return traceInterface.encodeFunctionData("inspectBySig", parameters);
    }
    case "amend":
      return traceInterface.encodeFunctionData("amendBySig", [batchId(act.code), act.amended, act.digest, ...proof]);
  }
}

/** Call data that grants a business role; the relayer sends it in its own name. */
export function grantRoleCall(act: Extract<Act, { verb: "grantRole" }>): string {
  return traceInterface.encodeFunctionData("grantRole", [keccak256Text(roleConstant(act.role)), act.address]);
}

/** Call data that brings several calls in one transaction. */
export function multicall(calls: readonly string[]): string {
  return traceInterface.encodeFunctionData("multicall", [calls]);
}
