/** What actors sign: EIP-712 typed data, readable in a wallet. */
import type { TypedDataDomain, TypedDataField } from "ethers";
import type { Item, SignableAct, Verb } from "../domain/operations/act.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { batchOrEvery } from "../proof/administration.ts";
import { batchId } from "../proof/hash.ts";

/** The deployment that signatures are for. */
export interface Deployment {
  readonly chainId: number;
  readonly contract: Hex;
}

/** Whose act it is, and what its signature is good for. */
export interface SignatureScope {
  readonly actor: Hex;
  /** Any that the actor has not used: of the last 120, or at most 119 ahead of its next. */
  readonly nonce: number;
  /** Last second at which it is good. */
  readonly deadline: number;
}

/** What a holder signs of a hand-over. */
export interface HandOverTerms {
  readonly verb: "handOver";
  readonly batches: readonly Item[];
  readonly to: Hex;
  readonly digest: Hex;
}

const SCOPE = "address actor,uint40 nonce,uint256 deadline";
const PLAIN = `(string code,bytes32 digest,${SCOPE})`;
const ITEM = "Item(string code,uint56 quantity)";

/** The encoded EIP-712 type that each verb's actor signs (contracts/libraries/Acts.sol): its own, then those within. */
export const SIGNED_TYPES: Readonly<Record<Verb | "handOver", string>> = {
  create: `Create(string code,string unit,uint56 quantity,bool open,address holder,bytes32 digest,${SCOPE})`,
  record: `Record(string code,string kind,bytes32 digest,${SCOPE})`,
  recordSeries: `RecordSeries(string code,string kind,bytes32[] digests,${SCOPE})`,
  inspect: `Inspect(string code,string verdict,bytes32 digest,${SCOPE})`,
  amend: `Amend(string code,uint24 amended,uint16 index,bytes32 digest,${SCOPE})`,
  anchor: `Anchor(string code,bytes32 root,uint32 count,bytes32 digest,${SCOPE})`,
  recall: `Recall${PLAIN}`,
  lift: `Lift${PLAIN}`,
  orderRecall: `OrderRecall${PLAIN}`,
  liftOrder: `LiftOrder${PLAIN}`,
  recallMany: `RecallMany(bytes32[] batches,bool order,bytes32 digest,${SCOPE})`,
  withdraw: `Withdraw${PLAIN}`,
  consume: `Consume(string code,uint56 quantity,string reason,bytes32 digest,${SCOPE})`,
  offerCustody: `OfferCustody(string code,address to,bytes32 digest,${SCOPE})`,
  acceptCustody: `AcceptCustody(string code,uint56 quantity,bytes32 digest,${SCOPE})`,
  refuseCustody: `RefuseCustody${PLAIN}`,
  cancelOffer: `CancelOffer${PLAIN}`,
  handOver: `HandOver(Item[] batches,address to,bytes32 digest,${SCOPE})${ITEM}`,
  takeMany: `TakeMany(Item[] batches,address from,bytes32 digest,${SCOPE})${ITEM}`,
  setOpen: `SetOpen(string code,bool open,bytes32 digest,${SCOPE})`,
  split: `Split(string code,Part[] parts,bytes32 digest,${SCOPE})Part(string name,uint56 quantity,bytes32 digest)`,
  transform:
    `Transform(Item[] inputs,Output[] outputs,bool open,bytes32 digest,${SCOPE})${ITEM}` +
    "Output(string code,string unit,uint56 quantity,bytes32 digest)",
  setParty: `SetParty(bytes32 batch,address custodian,address account,bool admitted,${SCOPE})`,
  setAgent: `SetAgent(address account,bool added,${SCOPE})`,
  moveAccount: `MoveAccount(address to,${SCOPE})`,
  acceptAccount: `AcceptAccount(address from,${SCOPE})`,
  describeAccount: `DescribeAccount(address account,bytes32 digest,${SCOPE})`,
  setNamespace: `SetNamespace(string name,address owner,${SCOPE})`,
  voidNonce: `VoidNonce(${SCOPE})`,
};

/** The structs of an encoded EIP-712 type, as ethers and wallets take them. */
export function structsOf(encodedType: string): Record<string, TypedDataField[]> {
  const structs = [...encodedType.matchAll(/(\w+)\(([^)]*)\)/g)].map(([, name = "", members = ""]) => {
    const fields = members.split(",").map((member) => {
      const [type = "", name = ""] = member.split(" ");
      return { type, name };
    });
    return [name, fields] as const;
  });
  return Object.fromEntries(structs);
}

/** The EIP-712 domain of a deployment. */
export function typedDataDomain(chainId: number | bigint, contract: string): TypedDataDomain {
  return { name: "Suyuan Trace", version: "2", chainId, verifyingContract: contract };
}

/** What a signer signs: an EIP-712 domain, structs and values, as wallets take them (`eth_signTypedData_v4`). */
export function typedData(act: SignableAct | HandOverTerms, scope: SignatureScope, deployment: Deployment) {
  return {
    domain: typedDataDomain(deployment.chainId, deployment.contract),
    types: structsOf(SIGNED_TYPES[act.verb]),
    values: { ...valuesOf(act, scope.actor), actor: scope.actor, nonce: scope.nonce, deadline: scope.deadline },
  };
}

/** The members that come before the last three, by their names in the struct. */
function valuesOf(act: SignableAct | HandOverTerms, actor: Hex): Record<string, unknown> {
  const { verb: _, ...values } = act;
  switch (act.verb) {
    case "create":
      return { ...values, holder: act.holder ?? actor };
    case "amend":
      return { ...values, index: act.index ?? 0 };
    case "recallMany":
      return { batches: act.codes.map(batchId), order: act.order, digest: act.digest };
    case "takeMany":
      return { batches: act.batches, from: act.consent.actor, digest: act.digest };
    case "setParty":
      return { ...values, batch: batchOrEvery(act.code) };
    case "voidNonce":
      return {};
    default:
      return values;
  }
}
