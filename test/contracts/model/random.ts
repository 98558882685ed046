/** Random acts, the same for the same seed: mostly such as may succeed, and now and then any other. */
import { id, keccak256, toUtf8Bytes } from "ethers";
import { REASONS, type SignableAct, VERBS, type Verb } from "../../../domain/operations/act.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { accountOf, leftOf, type Model, type ModelBatch, NOBODY, ZERO } from "./state.ts";

/** A source of numbers below a limit. */
export type Random = (limit: number) => number;

/** Numbers from keccak256 of the seed and a counter. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return (limit) => Number(BigInt(id(`${seed} ${counter++}`)) % BigInt(limit));
}

/** Kinds that acts are of; one has no roles at deployment. */
export const ACT_KINDS = [
  "harvest",
  "processing",
  "storage",
  "transport",
  "telemetry",
  "evaluation",
  "certificate",
  "declaration",
  "commitment",
  "erasure",
  "hold",
  "official-hold",
  "sale",
  "inspection",
  "grading",
] as const;
const UNITS = ["KGM", "LTR", "H87", "E4"] as const;
const NAMES = ["FIRM", "COOP", "GROUP"] as const;

/** One of a list. */
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[random(Math.max(1, list.length))] as T;

/** Each verb, and more often those that need another before them, and those others. */
const CHOICES: readonly Verb[] = [
  ...VERBS,
  ...(["offerCustody", "offerCustody", "offerCustody", "acceptCustody", "refuseCustody", "cancelOffer"] as const),
  ...(["transform", "transform", "takeMany", "amend"] as const),
];

const isOffered = ({ offered, withdrawn }: ModelBatch) => offered !== null && !withdrawn;
const isActive = (batch: ModelBatch) => batch.recalls.size === 0 && !batch.withdrawn && leftOf(batch) > 9n;
const isRecalled = ({ recalls, withdrawn }: ModelBatch) => recalls.size > 0 && !withdrawn;

/** On which batches acts that undo or answer others have something to do. */
const FITS: Partial<Record<Verb, (batch: ModelBatch) => boolean>> = {
  acceptCustody: isOffered,
  refuseCustody: isOffered,
  cancelOffer: isOffered,
  lift: isRecalled,
  liftOrder: isRecalled,
  amend: isActive,
  withdraw: isActive,
  offerCustody: isActive,
  split: isActive,
  transform: isActive,
};

/** What random acts are made from. */
export interface Source {
  readonly random: Random;
  readonly model: Model;
  readonly actors: readonly string[];
}

/** A random act, which may break rules; a consent lacks its signature still. */
export function randomAct(source: Source): SignableAct {
  const { random, model, actors } = source;
  const verb = random(6) === 0 ? "create" : oneOf<Verb>(random, CHOICES);
  const batches = [...model.batches.values()];
  // Mostly one of the latest: what is withdrawn or used up would otherwise be chosen more and more. And mostly one on
  // which the act has something to do.
  const latest = random(5) === 0 ? batches : batches.slice(-16);
  const fitting = random(4) === 0 ? [] : batches.filter(FITS[verb] ?? (() => false));
  const batch = oneOf(random, fitting.length > 0 ? fitting : latest) as ModelBatch | undefined;
  const digest = digestOf(random);
  const code = batch && random(40) !== 0 ? batch.code : newCode(random);
  const amount = () => amountOf(random, batch ? leftOf(batch) : 5n);
  const account = () => oneOf(random, random(25) === 0 ? [NOBODY, model.contract] : actors) as Hex;
  const plain = { code, digest };
  switch (verb) {
    case "create": {
      const own = random(20) === 0 ? code : newCode(random);
      const unit = unitOf(random);
      const holder = random(3) === 0 ? { holder: oneOf(random, actors) as Hex } : {};
      return { verb, code: own, unit, quantity: BigInt(random(1_000_000)), open: random(2) === 0, ...holder, digest };
    }
    case "record":
      return { verb, ...plain, kind: kindOf(random) };
    case "recordSeries":
      return { verb, code, kind: kindOf(random), digests: list(random, 5, () => digestOf(random)) };
    case "inspect":
      return { verb, ...plain, verdict: oneOf(random, ["pass", "fail"] as const) };
    case "amend":
      return { verb, ...plain, amended: random((batch?.seq ?? 1) + 2), index: random(3) };
    case "anchor":
      return { verb, ...plain, root: digestOf(random), count: random(4) === 0 ? 0 : 1 + random(1000) };
    case "consume":
      return { verb, ...plain, quantity: amount(), reason: oneOf(random, REASONS) };
    case "setOpen":
      return { verb, ...plain, open: random(3) !== 0 };
    case "offerCustody": {
      // Now and then to who made it, to whom a recalled batch may go back.
      const maker = actors.find((each) => batch && accountOf(model, each).index === batch.maker) as Hex | undefined;
      return { verb, ...plain, to: (random(4) === 0 && maker) || account() };
    }
    case "acceptCustody":
      return { verb, ...plain, quantity: batch && random(3) !== 0 ? leftOf(batch) : amount() };
    case "recallMany": {
      const codes = list(random, 4, () => oneOf(random, batches.slice(-16))?.code ?? newCode(random));
      return { verb, codes, order: random(3) === 0, digest };
    }
    case "takeMany": {
      const ofOne = batches.slice(-30).filter(({ custodian }) => custodian === batch?.custodian);
      const item = () => {
        const each = oneOf(random, random(6) === 0 ? batches : ofOne);
        if (!each) return { code: newCode(random), quantity: 1n };
        return { code: each.code, quantity: random(10) === 0 ? leftOf(each) + 1n : leftOf(each) };
      };
      const agents = actors.filter((each) => model.agents.has(`${batch?.custodian} ${each}`));
      const others = [oneOf(random, actors), ...agents];
      const actor = (batch && random(4) !== 0 ? batch.custodian : oneOf(random, others)) as Hex;
      return {
        verb,
        batches: list(random, 4, item),
        digest,
        consent: { ...scopeOf(random, model, actor), actor, signature: "0x" },
      };
    }
    case "split": {
      const part = () => ({ name: partName(random), quantity: amount(), digest: digestOf(random) });
      return { verb, ...plain, parts: list(random, 4, part) };
    }
    case "transform": {
      const ofOne = batches.filter((each) => each.custodian === batch?.custodian && isActive(each));
      const input = () => {
        const each = oneOf(random, random(8) === 0 ? batches : ofOne);
        return { code: each?.code ?? newCode(random), quantity: amountOf(random, each ? leftOf(each) : 1n) };
      };
      const output = () => ({
        code: newCode(random),
        unit: unitOf(random),
        quantity: BigInt(random(1000)),
        digest: digestOf(random),
      });
      const open = random(2) === 0;
      return { verb, inputs: list(random, 3, input), outputs: list(random, 3, output), open, digest };
    }
    case "setParty": {
      const of = random(2) === 0 ? { code } : {};
      const custodian = (batch && random(4) !== 0 ? batch.custodian : oneOf(random, actors)) as Hex;
      return { verb, ...of, custodian, account: account(), admitted: random(3) !== 0 };
    }
    case "setAgent":
      return { verb, account: account(), added: random(3) === 0 };
    case "moveAccount":
      return { verb, to: account() };
    case "acceptAccount": {
      const moving = [...model.moves.keys()];
      return { verb, from: oneOf(random, moving.length > 0 && random(4) !== 0 ? moving : actors) as Hex };
    }
    case "describeAccount":
      return { verb, account: account(), digest };
    case "setNamespace":
      return {
        verb,
        name: random(10) === 0 ? oneOf(random, ["A:B", "A~B", "", "x".repeat(33)]) : oneOf(random, NAMES),
        owner: account(),
      };
    case "voidNonce":
      return { verb, nonce: 0 };
    default:
      return { verb, ...plain };
  }
}

/** Far ahead. */
export const DEADLINE = 2 ** 40;

/** What a signature is good for: mostly the actor's next act. */
export function scopeOf(random: Random, model: Model, actor: string) {
  return {
    nonce: randomNonce(random, accountOf(model, actor).nextNonce),
    deadline: random(16) === 0 ? 1 : DEADLINE,
  };
}

/** A nonce: mostly the next, now and then one far ahead, used, or past. */
function randomNonce(random: Random, next: number): number {
  const which = random(8);
  if (which === 0) return next + random(124);
  if (which === 1) return Math.max(0, next - 1 - random(124));
  return which === 2 ? next + 1 + random(3) : next;
}

function list<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + random(most) }, make);
}

const nameOf = (random: Random, most: number) => id(String(random(2 ** 48))).slice(2, 2 + 1 + random(most));

function newCode(random: Random): string {
  const name = nameOf(random, 40);
  if (random(8) === 0) return `${oneOf(random, NAMES)}:${name}`;
  if (random(25) !== 0) return `B-${name}`;
  const malformed = ["", "A B", "A~B", ":A", "A:", "A:B:C", "x".repeat(65), `${"n".repeat(33)}:A`];
  return oneOf(random, malformed);
}

function partName(random: Random): string {
  if (random(30) === 0) return oneOf(random, ["", "A B", "A~B", "A:B", "x".repeat(65)]);
  return nameOf(random, random(6) === 0 ? 60 : 16);
}

const kindOf = (random: Random) => (random(60) === 0 ? "creation" : oneOf(random, ACT_KINDS));
const unitOf = (random: Random) => (random(40) === 0 ? oneOf(random, ["kg", "K", "K-M"]) : oneOf(random, UNITS));
const digestOf = (random: Random) => (random(60) === 0 ? ZERO : keccak256(toUtf8Bytes(String(random(2 ** 48))))) as Hex;

/** Mostly a part of what is left; now and then nothing, or one more than there is. */
function amountOf(random: Random, left: bigint): bigint {
  const which = random(40);
  if (which === 0) return 0n;
  if (which === 1) return left + 1n;
  if (which < 5) return left;
  return left / BigInt(2 + random(6)) + 1n;
}
