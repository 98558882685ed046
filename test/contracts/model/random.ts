/** Random acts, the same for the same seed: mostly such as may succeed, and now and then any other. */
import { encodeBytes32String, id, keccak256, toUtf8Bytes } from "ethers";
import { type ContractAct, VERBS, type Verb } from "../../../chain/acts.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { leftOf, type Model, type ModelBatch, ZERO } from "./state.ts";

/** A source of numbers below a limit. */
export type Random = (limit: number) => number;

/** Numbers from keccak256 of the seed and a counter. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return (limit) => Number(BigInt(id(`${seed} ${counter++}`)) % BigInt(limit));
}

const KINDS = [
  "harvest",
  "processing",
  "storage",
  "transport",
  "telemetry",
  "evaluation",
  "sale",
  "inspection",
  "grading",
];
const UNITS = ["KGM", "LTR", "H87", "E4"];

/** One of a list. */
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[random(Math.max(1, list.length))] as T;

/** A random act, which may break rules; a hand-over lacks its custodian's signature still. */
export function randomAct(random: Random, model: Model, actors: readonly string[]): ContractAct {
  const verb = random(6) === 0 ? "create" : oneOf<Verb>(random, VERBS);
  const batches = [...model.batches.values()];
  // Mostly one of the latest: what is withdrawn or used up would otherwise be chosen more and more.
  const batch = oneOf(random, random(4) === 0 ? batches : batches.slice(-12)) as ModelBatch | undefined;
  const digest = digestOf(random);
  const code = batch && random(40) !== 0 ? batch.code : newCode(random);
  const amount = () => amountOf(random, batch ? leftOf(batch) : 5n);
  const plain = { code, digest };
  switch (verb) {
    case "create": {
      const taken = batch && random(20) === 0 ? batch.code : newCode(random);
      return { verb, code: taken, unit: oneOf(random, UNITS), quantity: BigInt(random(1_000_000)), digest };
    }
    case "record":
      return { verb, ...plain, kind: oneOf(random, KINDS) };
    case "recordSeries":
      return { verb, code, kind: oneOf(random, KINDS), digests: list(random, 5, () => digestOf(random)) };
    case "inspect":
      return { verb, ...plain, verdict: oneOf(random, ["pass", "fail"] as const) };
    case "amend":
      return { verb, ...plain, amended: random((batch?.seq ?? 1) + 2) };
    case "anchor":
      return { verb, ...plain, root: digestOf(random), count: random(1000) };
    case "offerCustody":
      return { verb, ...plain, to: (random(20) === 0 ? `0x${"0".repeat(40)}` : oneOf(random, actors)) as Hex };
    case "takeCustody":
      return { verb, ...plain, to: oneOf(random, actors) as Hex, deadline: 0, custodianSignature: "0x" };
    case "split": {
      const part = () => ({ code: newCode(random), quantity: amount(), digest: digestOf(random) });
      return { verb, ...plain, parts: list(random, 4, part) };
    }
    case "transform": {
      const input = () => {
        const used = oneOf(random, batches.slice(-12)) ?? { code: newCode(random), began: 1n, taken: 0n };
        return { code: used.code, quantity: amountOf(random, used.began - used.taken) };
      };
      const output = () => ({
        code: newCode(random),
        unit: oneOf(random, UNITS),
        quantity: BigInt(random(1000)),
        digest: digestOf(random),
      });
      return { verb, inputs: list(random, 3, input), outputs: list(random, 3, output), digest };
    }
    default:
      return { verb, ...plain };
  }
}

function list<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + random(most) }, make);
}

const newCode = (random: Random) => `B-${id(String(random(2 ** 48))).slice(2, 2 + 1 + random(30))}`;
const digestOf = (random: Random) => (random(60) === 0 ? ZERO : keccak256(toUtf8Bytes(String(random(2 ** 48))))) as Hex;

/** Mostly a part of what is left; now and then nothing, or one more than there is. */
function amountOf(random: Random, left: bigint): bigint {
  const which = random(14);
  if (which === 0) return 0n;
  if (which === 1) return left + 1n;
  if (which === 2) return left;
  return left / BigInt(2 + random(6)) + 1n;
}

/** The kinds' roles may be set anew; so may that of one which has none at deployment. */
export const kindBytes = (kind: string) => encodeBytes32String(kind);
/** Kinds that acts are of. */
export const ACT_KINDS: readonly string[] = KINDS;
