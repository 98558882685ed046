/** Acts by wallet users, at random but the same in each run. */
import { encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import type { TestChain } from "./chain.ts";

/** Does acts on a few batches, with direct transactions. */
export interface Actors {
  /** One random act: a new batch, a step, an inspection or an amendment. */
  act(): Promise<void>;
  /** The codes of all batches so far. */
  readonly codes: readonly string[];
  /** What they know now, and going back to it: their part of reverting the chain. */
  remember(): string;
  recall(memory: string): void;
}

/** Two producers and an inspector who act as a seeded generator tells. */
export async function startActors(chain: TestChain, seed: number): Promise<Actors> {
  let state = seed;
  const random = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  const producers = [await chain.actor(seed, "producer"), await chain.actor(seed + 1, "producer", "processor")];
  const inspector = await chain.actor(seed + 2, "inspector");
  let batches: { code: string; owner: number; lines: number }[] = [];
  const producerAt = (index: number) => producers[index] as typeof inspector;
  const digest = () => hexlify(randomBytes(32));
  const send = async (actor: typeof inspector, verb: string, ...parameters: unknown[]) =>
    (await actor.trace.getFunction(verb)(...parameters)).wait();

  return {
    get codes() {
      return batches.map((batch) => batch.code);
    },
    remember: () => JSON.stringify(batches),
    recall(memory) {
      batches = JSON.parse(memory);
    },
    async act() {
      const chosen = batches[random(batches.length + 1)];
      if (!chosen) {
        const owner = random(2);
        const code = `B${seed}-${batches.length}-${random(1_000_000)}`;
        await send(producerAt(owner), "create", code, "0x4b474d", BigInt(random(1_000_000)), digest());
        batches.push({ code, owner, lines: 1 });
        return;
      }
      const batch = id(chosen.code);
      const which = random(4);
      if (which === 0) await send(inspector, "inspect", batch, 1 + random(2), digest());
      else if (which === 1) await send(producerAt(chosen.owner), "amend", batch, 1 + random(chosen.lines), digest());
      else await send(producerAt(chosen.owner), "record", batch, encodeBytes32String("processing"), digest());
      chosen.lines++;
    },
  };
}
