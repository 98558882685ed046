/** Random histories of many batches by many firms, written fast: what a firm does in a round is one transaction. */
import { hexlify, id, randomBytes } from "ethers";
import type { TestChain } from "./chain.ts";

/** How many firms take part. */
const FIRMS = 12;
/** The most that one firm does in a round. */
const ACTS_A_ROUND = 16;
const UNITS = ["0x4b474d", "0x4c5452"] as const;

/** What a firm knows of a batch. */
interface Known {
  readonly code: string;
  readonly owner: number;
  readonly quantity: bigint;
  readonly recalled: boolean;
  readonly offeredTo: number | null;
}

/** Firms at work. */
export interface Histories {
  /** Each firm acts once more. */
  round(): Promise<void>;
  /** How many batches there are. */
  count(): number;
  /** What they know now, and going back to it: their part of reverting the chain. */
  remember(): readonly Known[];
  recall(memory: readonly Known[]): void;
}

/** Firms that split, make, consume, hand over and recall batches as a seeded generator tells, the same in each run. */
export async function startHistories(chain: TestChain, seed: number): Promise<Histories> {
  let state = seed;
  const random = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  const firms: Awaited<ReturnType<TestChain["actor"]>>[] = [];
  for (let index = 0; index < FIRMS; index++) firms.push(await chain.actor(seed + index, "producer", "processor"));
  let known = new Map<string, Known>();
  let count = 0;
  const digest = () => hexlify(randomBytes(32));
  const put = (batch: Known) => known.set(batch.code, batch);
  const some = (quantity: bigint) => 1n + BigInt(random(Number(quantity > 1_000n ? 1_000n : quantity)));

  /** One act of a firm on what it holds, or a new batch. */
  function act(firm: number): readonly [verb: string, ...parameters: unknown[]] {
    const address = (index: number) => (firms[index] as (typeof firms)[number]).wallet.address;
    const held = [...known.values()].filter(({ owner, quantity }) => owner === firm && quantity > 0n);
    const chosen = held[random(Math.max(1, held.length))];
    const which = random(12);
    if (!chosen || (which === 0 && random(3) === 0)) {
      const code = `H${seed}-${++count}`;
      const quantity = BigInt(1 + random(5_000));
      put({ code, owner: firm, quantity, recalled: false, offeredTo: null });
      return ["create", code, UNITS[random(2)], quantity, false, address(firm), digest()];
    }
    if (chosen.recalled) {
      put({ ...chosen, recalled: false });
      return ["lift", id(chosen.code), digest()];
    }
    // A part's whole code has 128 characters at most.
    if (which < 4 && chosen.code.length < 100) return split(chosen, firm);
    if (which < 7)
      return transform(
        held.filter(({ recalled }) => !recalled),
        firm,
      );
    if (which < 9) {
      const used = some(chosen.quantity);
      put({ ...chosen, quantity: chosen.quantity - used, offeredTo: null });
      return ["consume", id(chosen.code), used, random(5), digest()];
    }
    if (which === 9) {
      put({ ...chosen, recalled: true, offeredTo: null });
      return ["recall", id(chosen.code), digest()];
    }
    const offered = [...known.values()].find(({ offeredTo }) => offeredTo === firm);
    if (offered) {
      put({ ...offered, owner: firm, offeredTo: null });
      return ["acceptCustody", id(offered.code), offered.quantity, digest()];
    }
    const offeredTo = (firm + 1 + random(FIRMS - 1)) % FIRMS;
    put({ ...chosen, offeredTo });
    return ["offerCustody", id(chosen.code), address(offeredTo), digest()];
  }

  function split(chosen: Known, firm: number): readonly [string, ...unknown[]] {
    let left = chosen.quantity;
    const parts = [];
    for (let part = 0; part <= random(4) && left > 0n; part++) {
      const quantity = some(left);
      left -= quantity;
      const name = String(++count);
      parts.push({ name, quantity, digest: digest() });
      put({ code: `${chosen.code}~${name}`, owner: firm, quantity, recalled: false, offeredTo: null });
    }
    put({ ...chosen, quantity: left, offeredTo: null });
    return ["split", chosen.code, parts, digest()];
  }

  function transform(held: readonly Known[], firm: number): readonly [string, ...unknown[]] {
    const first = random(held.length);
    const inputs = held.slice(first, first + 1 + random(4)).map((batch) => {
      const quantity = some(batch.quantity);
      put({ ...batch, quantity: batch.quantity - quantity, offeredTo: null });
      return { id: id(batch.code), quantity };
    });
    const outputs = Array.from({ length: 1 + random(3) }, () => {
      const code = `H${seed}-${++count}`;
      const quantity = BigInt(1 + random(3_000));
      put({ code, owner: firm, quantity, recalled: false, offeredTo: null });
      return { code, unit: UNITS[random(2)], quantity, digest: digest() };
    });
    return ["transform", inputs, outputs, false, digest()];
  }

  return {
    async round() {
      for (const [firm, { trace }] of firms.entries()) {
        const calls = Array.from({ length: 1 + random(ACTS_A_ROUND) }, () => {
          const [verb, ...parameters] = act(firm);
          return trace.interface.encodeFunctionData(verb, parameters);
        });
        // As much gas as a transaction may have: to estimate it would cost each of them twice.
        await (await trace.getFunction("multicall")(calls, { gasLimit: 16_000_000 })).wait();
      }
    },
    count: () => known.size,
    remember: () => [...known.values()],
    recall(memory) {
      known = new Map(memory.map((batch) => [batch.code, batch]));
    },
  };
}
