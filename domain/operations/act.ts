/** The acts on the contract as programs name them: batches by code, kinds, units and verdicts as text. */
import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";

/** A whole number of thousandths of a batch's unit: 12.5 kg is 12500. */
export type Quantity = number | bigint;

/** What most acts say: which batch, and the SHA-256 of the document that tells the details. */
export interface PlainParameters {
  readonly code: string;
  readonly digest: Hex;
}

/** What a split takes out of a batch. */
export interface Part {
  /** What comes after the batch's code and `~` in the new batch's. */
  readonly name: string;
  readonly quantity: Quantity;
  /** Of the document that describes the new batch. */
  readonly digest: Hex;
}

/** An amount of a batch: what goes into a transformation, or is handed over. */
export interface Item {
  readonly code: string;
  readonly quantity: Quantity;
}

/** What comes out of a transformation. */
export interface Output extends Item {
  /** UN/ECE Recommendation 20 code, such as `KGM`. */
  readonly unit: string;
  readonly digest: Hex;
}

/** A holder's word that batches go to somebody. */
export interface Consent {
  /** The custodian of the batches, or its agent. */
  readonly actor: Hex;
  readonly nonce: number;
  /** Last second at which it is good. */
  readonly deadline: number;
  readonly signature: string;
}

/** What became of what was consumed. */
export const REASONS = ["sold", "used", "lost", "destroyed", "sample"] as const;
export type Reason = (typeof REASONS)[number];

/** The parameters of each verb. */
export interface ActParameters {
  /** `open`: whether anybody with a role may write on it. `holder` is the actor unless it acts for another. */
  create: PlainParameters & {
    readonly unit: string;
    readonly quantity: Quantity;
    readonly open: boolean;
    readonly holder?: Hex;
  };
  record: PlainParameters & { readonly kind: string };
  /** Steps of one kind in one line. */
  recordSeries: { readonly code: string; readonly kind: string; readonly digests: readonly Hex[] };
  inspect: PlainParameters & { readonly verdict: "pass" | "fail" };
  /**
   * `amended` is the number of the line whose document is replaced; `index` which of a series, counted from 0. `base` is the
   * digest of the amendment before, null if there was none: not the contract's matter, but that of who signs late.
   */
  amend: PlainParameters & { readonly amended: number; readonly index?: number; readonly base?: Hex | null };
  /** `root` and `count` are those of a tree of readings (proof/reading-tree.ts). */
  anchor: PlainParameters & { readonly root: Hex; readonly count: number };
  recall: PlainParameters;
  lift: PlainParameters;
  orderRecall: PlainParameters;
  liftOrder: PlainParameters;
  recallMany: { readonly codes: readonly string[]; readonly order: boolean; readonly digest: Hex };
  withdraw: PlainParameters;
  consume: PlainParameters & { readonly quantity: Quantity; readonly reason: Reason };
  offerCustody: PlainParameters & { readonly to: Hex };
  /** `quantity` is what the batch holds. */
  acceptCustody: PlainParameters & { readonly quantity: Quantity };
  refuseCustody: PlainParameters;
  cancelOffer: PlainParameters;
  takeMany: { readonly batches: readonly Item[]; readonly digest: Hex; readonly consent: Consent };
  setOpen: PlainParameters & { readonly open: boolean };
  split: PlainParameters & { readonly parts: readonly Part[] };
  transform: {
    readonly inputs: readonly Item[];
    readonly outputs: readonly Output[];
    readonly open: boolean;
    readonly digest: Hex;
  };
  /** Without a code, on all batches of the custodian. */
  setParty: { readonly code?: string; readonly custodian: Hex; readonly account: Hex; readonly admitted: boolean };
  setAgent: { readonly account: Hex; readonly added: boolean };
  moveAccount: { readonly to: Hex };
  acceptAccount: { readonly from: Hex };
  describeAccount: { readonly account: Hex; readonly digest: Hex };
  setNamespace: { readonly name: string; readonly owner: Hex };
  /** `nonce` is that of the signature which is to be void. */
  voidNonce: { readonly nonce: number };
}

/** How far ahead of an account's next nonce, and how far back, the contract takes one (contracts/types/Account.sol). */
export const NONCE_WINDOW = 120;

/** A verb that an actor can sign for another to bring. */
export type Verb = keyof ActParameters;

/** An act that its actor does, or signs. */
export type SignableAct = { [V in Verb]: { readonly verb: V } & Readonly<ActParameters[V]> }[Verb];

/** An act that writes one line on one batch, known by its document's digest. */
export type LineAct = Extract<SignableAct, PlainParameters>;

/** An act that writes lines on several batches, all under its one document. */
export type ManyAct = Extract<SignableAct, { verb: "recallMany" | "takeMany" | "transform" }>;

/** An act that writes lines, known by its document's digest. */
export type WritingAct = LineAct | ManyAct;

/** Whether another account may act for its actor: an act of administration that the actor signs. */
export type SetAgent = Extract<SignableAct, { verb: "setAgent" }>;

/** An act of administration that its actor signs. It writes no line of a batch and has no document: its event says all. */
export type AdministrationAct = SetAgent | Extract<SignableAct, { verb: "describeAccount" | "setParty" }>;

/** What an officer does in its own name, for the contract takes no signature for it. */
export type OfficerAct =
  /** The granting or revoking of a business role. */
  | { readonly verb: "grantRole" | "revokeRole"; readonly role: Role; readonly address: Hex }
  /** The term of all roles of an account, `role` among them: its last second, 0 for none. */
  | { readonly verb: "setTerm"; readonly role: Role; readonly address: Hex; readonly validUntil: number };

/** The verbs of officers. */
export const OFFICER_VERBS = ["grantRole", "revokeRole", "setTerm"] as const satisfies readonly OfficerAct["verb"][];

/** Whether an act is an officer's. */
export function isOfficerAct<A extends { readonly verb: string }>(act: A): act is Extract<A, OfficerAct> {
  return (OFFICER_VERBS as readonly string[]).includes(act.verb);
}

/** An act that the outbox brings to the chain. */
export type Act = WritingAct | AdministrationAct | OfficerAct;

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
  orderRecall: 1,
  liftOrder: 1,
  recallMany: 1,
  withdraw: 1,
  consume: 1,
  offerCustody: 1,
  acceptCustody: 1,
  refuseCustody: 1,
  cancelOffer: 1,
  takeMany: 1,
  setOpen: 1,
  split: 1,
  transform: 1,
  setParty: 1,
  setAgent: 1,
  moveAccount: 1,
  acceptAccount: 1,
  describeAccount: 1,
  setNamespace: 1,
  voidNonce: 1,
} satisfies Record<Verb, 1>) as readonly Verb[];
