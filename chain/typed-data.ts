/** What actors sign: EIP-712 typed data, readable in a wallet. */
import type { TypedDataDomain, TypedDataField } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import type { ContractAct, Verb } from "./acts.ts";

/** The deployment that signatures are for. */
export interface Deployment {
  readonly chainId: number;
  readonly contract: Hex;
}

/** What a signature is good for, and until when. */
export interface SignatureScope {
  /**
   * The number that the batch's new line will have: one more than it has lines. A transformation has a list, of one
   * number for each input, in their order; a creation's signature leaves it out.
   */
  readonly seq: number | readonly number[];
  /** Last second at which it is good. */
  readonly deadline: number;
}

const PLAIN = "(string code,bytes32 digest,uint24 seq,uint256 deadline)";

/** The encoded EIP-712 type that each verb's actor signs (contracts/libraries/Acts.sol): its own, then those within. */
export const SIGNED_TYPES: Readonly<Record<Verb, string>> = {
  create: "Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)",
  record: "Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)",
  recordSeries: "RecordSeries(string code,string kind,bytes32[] digests,uint24 seq,uint256 deadline)",
  inspect: "Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)",
  amend: "Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)",
  anchor: "Anchor(string code,bytes32 root,uint32 count,bytes32 digest,uint24 seq,uint256 deadline)",
  recall: `Recall${PLAIN}`,
  lift: `Lift${PLAIN}`,
  withdraw: `Withdraw${PLAIN}`,
  offerCustody: "OfferCustody(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)",
  acceptCustody: `AcceptCustody${PLAIN}`,
  refuseCustody: `RefuseCustody${PLAIN}`,
  cancelOffer: `CancelOffer${PLAIN}`,
  // Both sides sign the same: the custodian first, and the receiver if somebody else brings it.
  takeCustody: "HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)",
  split:
    "Split(string code,Part[] parts,bytes32 digest,uint24 seq,uint256 deadline)" +
    "Part(string code,uint64 quantity,bytes32 digest)",
  transform:
    "Transform(Input[] inputs,Output[] outputs,bytes32 digest,uint256 deadline)" +
    "Input(string code,uint64 quantity,uint24 seq)" +
    "Output(string code,string unit,uint64 quantity,bytes32 digest)",
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
  return { name: "Suyuan Trace", version: "1", chainId, verifyingContract: contract };
}

/** What the custodian signs of a hand-over: all but that signature. */
export type HandOverTerms = Omit<Extract<ContractAct, { verb: "takeCustody" }>, "custodianSignature" | "deadline">;

/** What a signer signs: an EIP-712 domain, structs and values, as wallets take them (`eth_signTypedData_v4`). */
export function typedData(act: ContractAct | HandOverTerms, scope: SignatureScope, deployment: Deployment) {
  return {
    domain: typedDataDomain(deployment.chainId, deployment.contract),
    types: structsOf(SIGNED_TYPES[act.verb]),
    values: typedValues(act, scope),
  };
}

/** The values that the actor signs, by their names in the struct. */
function typedValues(act: ContractAct | HandOverTerms, { seq, deadline }: SignatureScope): Record<string, unknown> {
  const { verb: _, ...values } = act;
  switch (act.verb) {
    case "create":
      return { ...values, deadline };
    case "transform": {
      const seqs = [seq].flat();
      const inputs = act.inputs.map((input, index) => ({ ...input, seq: seqs[index] }));
      return { ...values, inputs, deadline };
    }
    case "takeCustody":
      return { code: act.code, to: act.to, digest: act.digest, seq, deadline };
    default:
      return { ...values, seq, deadline };
  }
}
