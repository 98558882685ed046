/** What the contract should hold: a plain model of its own, which shares no code with the contract or with the mirror. */
import { KINDS } from "../../../domain/records/kinds.ts";
import type { EventArguments } from "../../../proof/codec.ts";

/** By whom a batch is recalled; each recall is lifted by its own side. */
export type Recaller = "holder" | "maker" | "order";

/** A batch in the model. */
export interface ModelBatch {
  readonly code: string;
  readonly unit: string;
  /** What it began with, and what was taken out of it since. */
  readonly began: bigint;
  taken: bigint;
  custodian: string;
  /** The index of the account that made it. */
  readonly maker: number;
  open: boolean;
  offered: string | null;
  withdrawn: boolean;
  readonly recalls: Set<Recaller>;
  verdict: "pass" | "fail" | null;
  /** Of the verdict's author: 1 an inspector, 2 a regulator. */
  rank: number;
  seq: number;
}

/** An account in the model. */
export interface ModelAccount {
  roles: number;
  /** Last second; 0 for no end. */
  validUntil: number;
  index: number;
  nextNonce: number;
  readonly usedNonces: Set<number>;
}

/** The whole contract in the model. */
export interface Model {
  /** By code. */
  readonly batches: Map<string, ModelBatch>;
  readonly accounts: Map<string, ModelAccount>;
  readonly kinds: Map<string, number>;
  /** `custodian account`, and with a batch's code before them for that one alone. */
  readonly parties: Set<string>;
  readonly agents: Set<string>;
  /** Who was given all that another held: as agents, for good. */
  readonly heirs: Set<string>;
  /** To whom an account proposes to move. */
  readonly moves: Map<string, string>;
  /** Which index stands in another's place. */
  readonly successors: Map<number, number>;
  readonly namespaces: Map<string, string>;
  /** Which address is the contract's own. */
  readonly contract: string;
  paused: boolean;
  lines: number;
}

/** A line that an act should write: its event and the event's values, but for the block's timestamp. */
export interface ExpectedLine {
  readonly event: string;
  readonly args: EventArguments;
}

/** What an act should leave: its lines in their order, and which batches it left out of many. */
export interface Outcome {
  readonly lines: readonly ExpectedLine[];
  readonly leftOut: readonly string[];
}

export const ROLE = {
  producer: 1,
  processor: 2,
  carrier: 4,
  inspector: 8,
  retailer: 16,
  regulator: 32,
  registrar: 64,
  admin: 128,
} as const;
/** In a kind's set: the holder may write it. */
export const HOLDER = 256;
export const BUSINESS = 63;

export const CAPACITY = { holder: 1, party: 2, authority: 3, role: 4, maker: 5, recipient: 6 } as const;

/** 32 zero bytes: no digest, no root, and the head of a batch without lines. */
export const ZERO = `0x${"0".repeat(64)}`;
export const NOBODY = `0x${"0".repeat(40)}`;

/** Who may write which kind at deployment. */
const BUILT_IN: Readonly<Record<string, number>> = {
  creation: 3,
  harvest: 1,
  processing: 3,
  packaging: 3,
  storage: 23,
  transport: 4,
  telemetry: 7,
  evaluation: 8,
  inspection: 40,
  certificate: 40,
  sale: 16,
  declaration: HOLDER,
  commitment: 19,
  erasure: 40,
  hold: HOLDER,
  "hold-released": HOLDER,
  "official-hold": 40,
  "official-hold-released": 40,
};

/** A contract without batches, whose officers have their roles: the first two lines. */
export function newModel(contract: string, admin: string, registrar: string): Model {
  if (KINDS.some((kind) => !(kind in BUILT_IN))) throw new Error("the model lacks a kind");
  const model: Model = {
    batches: new Map(),
    accounts: new Map(),
    kinds: new Map(Object.entries(BUILT_IN)),
    parties: new Set(),
    agents: new Set(),
    heirs: new Set(),
    moves: new Map(),
    successors: new Map(),
    namespaces: new Map(),
    contract,
    paused: false,
    lines: 2,
  };
  Object.assign(accountOf(model, admin), { roles: ROLE.admin, index: 1 });
  Object.assign(accountOf(model, registrar), { roles: ROLE.registrar, index: 2 });
  return model;
}

/** An account, also one that the contract never heard of. */
export function accountOf(model: Model, address: string): ModelAccount {
  const known = model.accounts.get(address);
  if (known) return known;
  const fresh = { roles: 0, validUntil: 0, index: 0, nextNonce: 0, usedNonces: new Set<number>() };
  model.accounts.set(address, fresh);
  return fresh;
}

/** What is left of a batch. */
export const leftOf = (batch: ModelBatch) => batch.began - batch.taken;

/** The roles that hold now. Terms in the tests end long ago or far ahead. */
export function rolesNow(model: Model, address: string): number {
  const { roles, validUntil } = accountOf(model, address);
  return validUntil !== 0 && validUntil < Date.now() / 1000 ? 0 : roles & (BUSINESS | ROLE.registrar);
}

/** Whether a nonce can be used: one of the last 120, or at most 119 ahead. */
export function isNonceFree({ nextNonce, usedNonces }: ModelAccount, nonce: number): boolean {
  return nonce - nextNonce < 120 && nextNonce - nonce <= 120 && !usedNonces.has(nonce);
}

/** Use up a nonce. */
export function spendNonce(account: ModelAccount, nonce: number): void {
  account.usedNonces.add(nonce);
  account.nextNonce = Math.max(account.nextNonce, nonce + 1);
}

/** Whether an account acts for a custodian. */
export function isHolder({ agents, heirs }: Model, custodian: string, actor: string): boolean {
  const key = `${custodian} ${actor}`;
  return actor === custodian || agents.has(key) || heirs.has(key);
}

/** Whether an account made a batch, or stands in the place of who did. */
export function isMaker(model: Model, maker: number, actor: string): boolean {
  const { index } = accountOf(model, actor);
  let current: number | undefined = maker;
  for (let moves = 0; moves <= 8 && current !== undefined; moves++) {
    if (index !== 0 && current === index) return true;
    current = model.successors.get(current);
  }
  return false;
}

/** By which roles a holder may create batches; 0 if it may not. */
export function creatingRoles(model: Model, holder: string): number {
  if (accountOf(model, holder).index === 0) return 0;
  return rolesNow(model, holder) & BUSINESS & (model.kinds.get("creation") ?? 0);
}

/** In which capacity an actor writes a kind that these roles may write, and by which of its own. */
export function standingFor(model: Model, batch: ModelBatch, actor: string, kindRoles: number) {
  if (kindRoles === 0) return undefined;
  const held = rolesNow(model, actor) & BUSINESS;
  const roles = held & kindRoles;
  const ofAuthorities = (kindRoles & ~(ROLE.inspector | ROLE.regulator)) === 0;
  if (held & ROLE.regulator) return { capacity: CAPACITY.authority, roles: roles | ROLE.regulator };
  if (ofAuthorities) return roles ? { capacity: CAPACITY.authority, roles } : undefined;
  if (roles && batch.open) return { capacity: CAPACITY.role, roles };
  if (isHolder(model, batch.custodian, actor)) return { capacity: CAPACITY.holder, roles };
  const key = `${batch.custodian} ${actor}`;
  const isParty = model.parties.has(key) || model.parties.has(`${batch.code} ${key}`);
  return roles && isParty ? { capacity: CAPACITY.party, roles } : undefined;
}

/** The roles that may amend, as an actor does it: authorities as such, whoever else they may be. */
export function amendingRoles(model: Model, actor: string): number {
  const authorities = ROLE.inspector | ROLE.regulator;
  return rolesNow(model, actor) & authorities ? authorities : BUSINESS | HOLDER;
}

/** As what an actor recalls a batch. */
export function recallerOf(model: Model, batch: ModelBatch, actor: string): Recaller | undefined {
  if (batch.custodian === actor) return "holder";
  if (isMaker(model, batch.maker, actor)) return "maker";
  return isHolder(model, batch.custodian, actor) ? "holder" : undefined;
}

/** Which recall an actor lifts: its own, or as a maker that holds its batch again what it recalled as its maker. */
export function lifterOf(model: Model, batch: ModelBatch, actor: string): Recaller | undefined {
  const recaller = recallerOf(model, batch, actor);
  if (!recaller || batch.recalls.has(recaller)) return recaller;
  return isMaker(model, batch.maker, actor) ? "maker" : recaller;
}

/** Whether a batch may go to somebody: a recalled one to its maker alone. */
export function isMovable(model: Model, batch: ModelBatch, to: string): boolean {
  return !batch.withdrawn && (batch.recalls.size === 0 || isMaker(model, batch.maker, to));
}
