/** The acts on the contract as programs name them: batches by code, kinds, units and verdicts as text. */
import type { Hex } from "../domain/shared/hex.ts";

/** A whole number of thousandths of a batch's unit: 12.5 kg is 12500. */
export type Quantity = number | bigint;

/** What every act says: which batch, and the SHA-256 of the document that tells the details. */
export interface PlainParameters {
  readonly code: string;
  readonly digest: Hex;
}

/** What a split takes out of a batch. */
export interface Part {
  /** The new batch's code. */
  readonly code: string;
  readonly quantity: Quantity;
  /** Of the document that describes the new batch. */
  readonly digest: Hex;
}

/** What goes into a transformation. */
export interface Input {
  readonly code: string;
  readonly quantity: Quantity;
}

/** What comes out of a transformation. */
export interface Output extends Part {
  /** UN/ECE Recommendation 20 code, such as `KGM`. */
  readonly unit: string;
}

/** A custodian's word that a batch goes to `to`, which `to` brings, or signs as well. */
export interface HandOver extends PlainParameters {
  readonly to: Hex;
  /** Last second at which it is good: the custodian's, and the receiver's too. */
  readonly deadline: number;
  readonly custodianSignature: string;
}

/** The parameters of each verb. */
export interface ActParameters {
  create: PlainParameters & { readonly unit: string; readonly quantity: Quantity };
  record: PlainParameters & { readonly kind: string };
  /** One line a digest, all of one kind, in their order. */
  recordSeries: { readonly code: string; readonly kind: string; readonly digests: readonly Hex[] };
  inspect: PlainParameters & { readonly verdict: "pass" | "fail" };
  /** `amended` is the number of the line whose document is replaced. */
  amend: PlainParameters & { readonly amended: number };
  /** `root` and `count` are those of a tree of readings (chain/readings.ts). */
  anchor: PlainParameters & { readonly root: Hex; readonly count: number };
  recall: PlainParameters;
  lift: PlainParameters;
  withdraw: PlainParameters;
  offerCustody: PlainParameters & { readonly to: Hex };
  acceptCustody: PlainParameters;
  refuseCustody: PlainParameters;
  cancelOffer: PlainParameters;
  takeCustody: HandOver;
  split: PlainParameters & { readonly parts: readonly Part[] };
  transform: { readonly inputs: readonly Input[]; readonly outputs: readonly Output[]; readonly digest: Hex };
}

/** A verb of the contract that writes lines; each has a `…BySig` twin. */
export type Verb = keyof ActParameters;

/** An act on the contract. The outbox's acts are among these, but for the granting of roles. */
export type ContractAct = { [V in Verb]: { readonly verb: V } & Readonly<ActParameters[V]> }[Verb];

/** All verbs. */
export const VERBS = Object.keys({
  create: 1,
  record: 1,
  recordSeries: 1,
  inspect: 1,
  amend: 1,
  anchor: 1,
  recall: 1,
  lift: 1,
  withdraw: 1,
  offerCustody: 1,
  acceptCustody: 1,
  refuseCustody: 1,
  cancelOffer: 1,
  takeCustody: 1,
  split: 1,
  transform: 1,
} satisfies Record<Verb, 1>) as readonly Verb[];

/** The codes of the batches whose next line's number an act's signature names. A creation names none: it lands once anyway. */
export function signedBatches(act: ContractAct): readonly string[] {
  if (act.verb === "create") return [];
  return act.verb === "transform" ? act.inputs.map((input) => input.code) : [act.code];
}
