/** Acts by wallet users, at random but the same in each run. */
import { encodeBytes32String, hexlify, id, randomBytes, ZeroHash } from "ethers";
import type { TestChain } from "./chain.ts";

/** Does acts on a few batches, with direct transactions. */
export interface Actors {
  /** One random act. */
  act(): Promise<void>;
  /** The codes of all batches so far. */
  readonly codes: readonly string[];
  /** What they know now, and going back to it: their part of reverting the chain. */
  remember(): string;
  recall(memory: string): void;
}

/** What the actors know of a batch. */
interface Known {
  code: string;
  owner: number;
  lines: number;
  status: "active" | "recalled" | "ordered" | "withdrawn";
  quantity: bigint;
  /** To which producer it is offered. */
  offered: number | null;
}

/** Two producers, an inspector and a regulator who act as a seeded generator tells. */
export async function startActors(chain: TestChain, seed: number): Promise<Actors> {
  let state = seed;
  const random = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  const producers = [await chain.actor(seed, "producer"), await chain.actor(seed + 1, "producer", "processor")];
  const inspector = await chain.actor(seed + 2, "inspector");
  const regulator = await chain.actor(seed + 3, "regulator");
  let batches: Known[] = [];
  const producerAt = (index: number) => producers[index] as typeof inspector;
  const digest = () => hexlify(randomBytes(32));
  const send = async (actor: typeof inspector, verb: string, ...parameters: unknown[]) =>
    (await actor.trace.getFunction(verb)(...parameters)).wait();

  async function attest({ code, owner }: Known, which: number): Promise<void> {
    if (which === 0) await send(inspector, "inspect", id(code), 1 + random(2), digest());
    else await send(producerAt(owner), "record", id(code), encodeBytes32String("processing"), digest());
  }

  /** Three steps in one line, or one that anchors readings. */
  async function attestMany(chosen: Known, which: number): Promise<void> {
    const actor = producerAt(chosen.owner);
    if (which === 9) {
      await send(actor, "anchor", id(chosen.code), digest(), 1 + random(1000), digest());
    } else {
      const digests = [digest(), digest(), digest()];
      await send(actor, "recordSeries", id(chosen.code), encodeBytes32String("storage"), digests);
    }
  }

  async function recallOrLift(chosen: Known): Promise<void> {
    const batch = id(chosen.code);
    if (chosen.status === "active") {
      chosen.status = random(2) === 0 ? "ordered" : "recalled";
      if (chosen.status === "ordered") await send(regulator, "orderRecall", batch, digest());
      else await send(producerAt(chosen.owner), "recall", batch, digest());
    } else if (chosen.status === "recalled" && random(4) === 0) {
      chosen.status = "withdrawn";
      await send(producerAt(chosen.owner), "withdraw", batch, digest());
    } else {
      if (chosen.status === "ordered") await send(regulator, "liftOrder", batch, digest());
      else await send(producerAt(chosen.owner), "lift", batch, digest());
      chosen.status = "active";
    }
    chosen.offered = null;
  }

  async function custodianActs(chosen: Known, which: number): Promise<void> {
    const batch = id(chosen.code);
    const custodian = producerAt(chosen.owner);
    if (which < 6) {
      await send(custodian, "amend", batch, 1 + random(chosen.lines), 0, digest());
    } else if (chosen.offered === null) {
      chosen.offered = 1 - chosen.owner;
      await send(custodian, "offerCustody", batch, producerAt(chosen.offered).wallet.address, digest());
    } else if (which === 6) {
      await send(custodian, "cancelOffer", batch, digest());
      chosen.offered = null;
    } else {
      const recipient = producerAt(chosen.offered);
      if (which === 7) await send(recipient, "refuseCustody", batch, digest());
      else await send(recipient, "acceptCustody", batch, chosen.quantity, digest());
      if (which === 8) chosen.owner = chosen.offered;
      chosen.offered = null;
    }
  }

  /** Admits the inspector or the other producer, to this batch or to all, or no longer: a line of administration. */
  async function setParty(chosen: Known): Promise<void> {
    const custodian = producerAt(chosen.owner);
    const party = random(2) === 0 ? inspector : producerAt(1 - chosen.owner);
    const batch = random(2) === 0 ? ZeroHash : id(chosen.code);
    await send(custodian, "setParty", batch, custodian.wallet.address, party.wallet.address, random(3) > 0);
  }

  const nextCode = () => `B${seed}-${batches.length}-${random(1_000_000)}`;
  const add = (code: string, owner: number, quantity: bigint) =>
    batches.push({ code, owner, lines: 1, status: "active", offered: null, quantity });

  /** Splits a third off in two parts, or makes something else of it. */
  async function makeOthers(chosen: Known, isSplit: boolean): Promise<void> {
    const custodian = producerAt(chosen.owner);
    const amount = chosen.quantity / 3n;
    if (isSplit) {
      const names = [`${random(1_000_000)}a`, `${random(1_000_000)}b`];
      const parts = names.map((name) => ({ name, quantity: amount, digest: digest() }));
      await send(custodian, "split", chosen.code, parts, digest());
      chosen.quantity -= 2n * amount;
      for (const name of names) add(`${chosen.code}~${name}`, chosen.owner, amount);
    } else {
      const output = { code: nextCode(), unit: "0x4c5452", quantity: 7n, digest: digest() };
      await send(custodian, "transform", [{ id: id(chosen.code), quantity: amount }], [output], true, digest());
      chosen.quantity -= amount;
      add(output.code, chosen.owner, 7n);
    }
    chosen.offered = null;
  }

  return {
    get codes() {
      return batches.map((batch) => batch.code);
    },
    remember: () => JSON.stringify(batches, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    recall(memory) {
      batches = (JSON.parse(memory) as Known[]).map((batch) => ({ ...batch, quantity: BigInt(batch.quantity) }));
    },
    act,
  };

  async function act(): Promise<void> {
    const chosen = batches[random(batches.length + 1)];
    if (!chosen) {
      const owner = random(2);
      const code = nextCode();
      const quantity = BigInt(random(1_000_000));
      const { wallet } = producerAt(owner);
      await send(producerAt(owner), "create", code, "0x4b474d", quantity, true, wallet.address, digest());
      add(code, owner, quantity);
      return;
    }
    const which = random(13);
    if (which === 12) return setParty(chosen);
    // A withdrawn batch takes nothing more: another is chosen.
    if (chosen.status === "withdrawn") return act();
    if (which < 2) await attest(chosen, which);
    else if (which >= 10 && chosen.status === "active" && chosen.quantity >= 3n) {
      await makeOthers(chosen, which === 10);
    } else if (which >= 9) await attestMany(chosen, which);
    else if (which < 4 || chosen.status !== "active") await recallOrLift(chosen);
    else await custodianActs(chosen, which);
    chosen.lines++;
  }
}
