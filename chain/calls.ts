/** Acts ↔ calls of the contract, in the sender's own name or in another's. */
import { AbiCoder, concat, type HDNodeWallet, Interface, id as keccak256Text, type Wallet } from "ethers";
import { type OfficerAct, REASONS, type SignableAct } from "../domain/operations/act.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { type Role, roleConstant } from "../domain/shared/roles.ts";
import { traceAbi } from "../proof/abi.ts";
import { batchOrEvery } from "../proof/administration.ts";
import { batchId } from "../proof/hash.ts";
import { kindToBytes32 } from "../proof/kind.ts";
import { type Deployment, type SignatureScope, typedData } from "./typed-data.ts";

export type { Deployment, SignatureScope } from "./typed-data.ts";

/** The contract's interface, for calls and errors. */
export const traceInterface = new Interface(traceAbi as never);

const VERDICTS = { pass: 1, fail: 2 } as const;

/** An act as `bring` takes it. */
export interface SignedCall {
  /** Call data of the verb. */
  readonly act: string;
  readonly actor: Hex;
  readonly nonce: number;
  readonly deadline: number;
  readonly signature: string;
}

/** A unit as the contract holds it: its text, left-aligned in 3 bytes. */
function unitToBytes3(unit: string): string {
  // Cutting a longer text off would name another unit.
  if (unit.length > 3) throw new RangeError("a unit has two or three characters");
  return kindToBytes32(unit).slice(0, 8);
}

/** The parameters of an act's verb. */
function parametersOf(act: SignableAct, actor: string): readonly unknown[] {
  const items = (list: readonly { code: string; quantity: unknown }[]) =>
    list.map(({ code, quantity }) => ({ id: batchId(code), quantity }));
  switch (act.verb) {
    case "create":
      return [act.code, unitToBytes3(act.unit), act.quantity, act.open, act.holder ?? actor, act.digest];
    case "record":
      return [batchId(act.code), kindToBytes32(act.kind), act.digest];
    case "recordSeries":
      return [batchId(act.code), kindToBytes32(act.kind), act.digests];
    case "inspect":
      return [batchId(act.code), VERDICTS[act.verdict], act.digest];
    case "amend":
      return [batchId(act.code), act.amended, act.index ?? 0, act.digest];
    case "anchor":
      return [batchId(act.code), act.root, act.count, act.digest];
    case "recallMany":
      return [act.codes.map(batchId), act.order, act.digest];
    case "consume":
      return [batchId(act.code), act.quantity, REASONS.indexOf(act.reason), act.digest];
    case "offerCustody":
      return [batchId(act.code), act.to, act.digest];
    case "acceptCustody":
      return [batchId(act.code), act.quantity, act.digest];
    case "setOpen":
      return [batchId(act.code), act.open, act.digest];
    case "recall":
    case "lift":
    case "orderRecall":
    case "liftOrder":
    case "withdraw":
    case "refuseCustody":
    case "cancelOffer":
      return [batchId(act.code), act.digest];
    case "takeMany":
      return [items(act.batches), act.digest, act.consent];
    case "split":
      return [act.code, act.parts, act.digest];
    case "transform":
      return [
        items(act.inputs),
        act.outputs.map((output) => ({ ...output, unit: unitToBytes3(output.unit) })),
        act.open,
        act.digest,
      ];
    case "setParty":
      return [batchOrEvery(act.code), act.custodian, act.account, act.admitted];
    case "setAgent":
      return [act.account, act.added];
    case "moveAccount":
      return [act.to];
    case "acceptAccount":
      return [act.from];
    case "describeAccount":
      return [act.account, act.digest];
    case "setNamespace":
      return [act.name, act.owner];
    case "voidNonce":
      return [act.nonce];
  }
}

/** Call data of an act, in the sender's own name or to be brought with a signature. */
export function callOf(act: SignableAct, actor: string): string {
  return traceInterface.encodeFunctionData(act.verb, [...parametersOf(act, actor)]);
}

/** An act signed by `signer`, in its own name. */
export async function signedCall(
  act: SignableAct,
  scope: SignatureScope,
  deployment: Deployment,
  signer: Wallet | HDNodeWallet,
): Promise<SignedCall> {
  const { domain, types, values } = typedData(act, scope, deployment);
  return { ...scope, act: callOf(act, scope.actor), signature: await signer.signTypedData(domain, types, values) };
}

/** Call data that brings signed acts, each with so much gas at most. */
export function bringCall(acts: readonly SignedCall[], gasEach: number): string {
  return traceInterface.encodeFunctionData("bring", [acts, gasEach]);
}

/** Which of the acts brought together failed, from what a call of `bring` gives back. */
export function skippedOf(answer: string): (act: number) => boolean {
  const [skipped] = traceInterface.decodeFunctionResult("bring", answer) as unknown as [bigint];
  return (act) => ((skipped >> BigInt(act)) & 1n) === 1n;
}

/** How many acts a call of `bring` brings; 0 for any other call. */
export function actsIn(data: string): number {
  const call = traceInterface.parseTransaction({ data });
  return call?.name === "bring" ? (call.args[0] as readonly unknown[]).length : 0;
}

/**
 * The call by which the contract performs one brought act: simulated from the contract's own address, it says why the
 * act would fail (contracts/verbs/Bringing.sol).
 */
export function performCall({ act, actor, nonce, deadline, signature }: SignedCall): string {
  const size = (signature.length - 2) / 2;
  const tail = AbiCoder.defaultAbiCoder().encode(
    ["address", "uint40", "uint256", "uint256"],
    [actor, nonce, deadline, size],
  );
  return concat([act, signature, tail]);
}

/** Call data of what an officer does, who sends it in its own name. */
export function officerCall(act: OfficerAct): Hex {
  const parameters = act.verb === "setTerm" ? [act.address, act.validUntil] : [roleId(act.role), act.address];
  return traceInterface.encodeFunctionData(act.verb, parameters) as Hex;
}

/** A role's identifier on chain. */
export function roleId(role: Role): Hex {
  return keccak256Text(roleConstant(role)) as Hex;
}

/** Call data that makes several calls in one transaction. */
export function multicall(calls: readonly string[]): string {
  return traceInterface.encodeFunctionData("multicall", [calls]);
}

/** What each call of a `multicall` gave back. */
export function multicallAnswers(answer: string): readonly string[] {
  const [answers] = traceInterface.decodeFunctionResult("multicall", answer) as unknown as [string[]];
  return answers;
}
