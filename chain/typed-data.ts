import type { TypedDataDomain, TypedDataField } from "ethers";

/** The EIP-712 structs of the contract's `…BySig` verbs (contracts/ITrace.sol). */
export const TYPED_DATA = {
  create: {
    Create: [
      { name: "code", type: "string" },
      { name: "unit", type: "string" },
      { name: "quantity", type: "uint64" },
      { name: "digest", type: "bytes32" },
      { name: "deadline", type: "uint256" },
    ],
  },
  record: {
    Record: [
      { name: "code", type: "string" },
      { name: "kind", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  inspect: {
    Inspect: [
      { name: "code", type: "string" },
      { name: "verdict", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  amend: {
    Amend: [
      { name: "code", type: "string" },
      { name: "amended", type: "uint24" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  recall: {
    Recall: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  lift: {
    Lift: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  withdraw: {
    Withdraw: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  offerCustody: {
    OfferCustody: [
      { name: "code", type: "string" },
      { name: "to", type: "address" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  acceptCustody: {
    AcceptCustody: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  refuseCustody: {
    RefuseCustody: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  cancelOffer: {
    CancelOffer: [
      { name: "code", type: "string" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
  takeCustody: {
    HandOver: [
      { name: "code", type: "string" },
      { name: "to", type: "address" },
      { name: "digest", type: "bytes32" },
      { name: "seq", type: "uint24" },
      { name: "deadline", type: "uint256" },
    ],
  },
} as const satisfies Record<string, Record<string, TypedDataField[]>>;

/** The EIP-712 domain of a deployment. */
export function typedDataDomain(chainId: number, contract: string): TypedDataDomain {
  return { name: "Suyuan Trace", version: "1", chainId, verifyingContract: contract };
}
