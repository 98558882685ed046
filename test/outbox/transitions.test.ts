/**
 * Every way from one state of an operation to another, with a node that answers each of the calls on that way stale,
 * late, twice or not at all: the operation ends where it should, and its line is on chain exactly once.
 */
import { encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import { describe, expect, test } from "vitest";
import type { Act, LineAct } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { create, digest, newCode, record, setStage } from "./support/stage.ts";
import { FAULTS } from "./support/unreliable-node.ts";

const DEPTH = Number(process.env.TEST_DEPTH ?? 1);
const { stage, accept, propose, turn, until, untilFinal, untilLine, untilSo, ...on } = setStage();
const { finalBatch, linesOf, inOneBlock, overtaken, reorganise, sentCall } = on;
const operationOf = (id: string) => stage.log.byId(id);

interface Transition {
  /** Brings an operation to where the transition begins. Gives what is called by its end, and how that is reached. */
  prepare(): Promise<() => Promise<void>>;
}

const TRANSITIONS: Record<string, Transition> = {
  "waiting → sent → mined": {
    async prepare() {
      const act = record(await finalBatch());
      return async () => {
        const operation = await accept(act);
        await until(operation, "mined", "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "mined → final": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await accept(act);
      await until(operation, "mined");
      return async () => {
        await stage.chain.mine(4);
        await until(operation, "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "sent → mined, where another's line came first": {
    async prepare() {
      const code = await finalBatch();
      const [first, second] = [record(code), record(code)] as const;
      const operations = [await accept(first), await accept(second)] as const;
      await overtaken(operations[0], (price) =>
        stage.wallet.trace.getFunction("record")(id(code), encodeBytes32String("transport"), digest(), price),
      );
      return async () => {
        for (const operation of operations) await until(operation, "mined", "final");
        expect([await linesOf(first), await linesOf(second)]).toEqual([1, 1]);
      };
    },
  },
  "mined → sent → mined, after a reorganisation": {
    async prepare() {
      const code = await finalBatch();
      const fork = await stage.chain.snapshot();
      const acts = [record(code), create(newCode()), record(code)];
      const operations: string[] = [];
      for (const act of acts) {
        operations.push(await accept(act));
        await until(String(operations.at(-1)), "mined");
      }
      await reorganise(fork);
      return async () => {
        for (const operation of operations) await untilLine(operation);
        for (const act of acts) expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "mined → sent → mined, where the line before it is gone": {
    async prepare() {
      const code = await finalBatch();
      const fork = await stage.chain.snapshot();
      await (
        await stage.wallet.trace.getFunction("record")(id(code), encodeBytes32String("transport"), digest())
      ).wait();
      const act = record(code);
      const operation = await accept(act);
      await until(operation, "mined");
      await reorganise(fork);
      return async () => {
        await untilLine(operation);
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "final → sent → final, where the chain lost what it called final": {
    async prepare() {
      const code = await finalBatch();
      const fork = await stage.chain.snapshot();
      const act = record(code);
      const operation = await accept(act);
      await until(operation, "mined");
      await stage.chain.mine(4);
      await until(operation, "final");
      await reorganise(fork);
      return async () => {
        await untilLine(operation);
        await stage.chain.mine(4);
        await until(operation, "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "waiting → failed": {
    async prepare() {
      const code = await finalBatch();
      return async () => {
        const act = create(code);
        const operation = await accept(act);
        await until(operation, "failed");
        expect((await operationOf(operation))?.errorCode).toBe("conflict");
        expect(await linesOf(act)).toBe(0);
      };
    },
  },
  "failed → mined, where its line appears all the same": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await accept(act);
      await inOneBlock(async () => {
        await turn();
        expect((await operationOf(operation))?.state).toBe("sent");
        await stage.log.fail(operation, "conflict", "thought to be refused");
      });
      return async () => {
        await until(operation, "mined", "final");
        expect((await operationOf(operation))?.error).toBeNull();
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "a grant: waiting → mined → final, and again after a reorganisation": {
    async prepare() {
      const address = hexlify(randomBytes(20)) as Hex;
      const grant: Act = { verb: "grantRole", role: "carrier", address };
      const held = () => stage.chain.trace.getFunction("hasRole")(id("CARRIER_ROLE"), address);
      const fork = await stage.chain.snapshot();
      const operation = await accept(grant);
      await until(operation, "mined");
      await reorganise(fork);
      expect(await held()).toBe(false);
      return async () => {
        for (let turns = 0; turns < 80 && !(await held()); turns++) await turn();
        expect(await held()).toBe(true);
        await stage.chain.mine(4);
        await until(operation, "final");
      };
    },
  },
  "acts of administration: in their order, waiting → mined → final, and each once again after a reorganisation": {
    async prepare() {
      const account = hexlify(randomBytes(20)) as Hex;
      const custodian = stage.producer.address as Hex;
      const admission = (admitted: boolean): Act => ({ verb: "setParty", custodian, account, admitted });
      const told = async () => {
        const { trace } = stage.chain;
        const events = (await trace.queryFilter("PartySet")).map((log) =>
          trace.interface.parseLog(log)?.args.toObject(),
        );
        return events.filter((event) => event?.account.toLowerCase() === account).map((event) => event?.admitted);
      };
      const fork = await stage.chain.snapshot();
      const operations = [await accept(admission(true)), await accept(admission(false)), await accept(admission(true))];
      for (const operation of operations) await until(operation, "mined");
      expect(await told()).toEqual([true, false, true]);
      await reorganise(fork);
      expect(await told()).toEqual([]);
      return async () => {
        for (let turns = 0; turns < 120 && (await told()).length < 3; turns++) await turn();
        expect(await told()).toEqual([true, false, true]);
        await stage.chain.mine(4);
        for (const operation of operations) await until(operation, "final");
        expect(await told()).toEqual([true, false, true]);
      };
    },
  },
  "unsigned → waiting → mined, signed by its actor's own wallet": {
    async prepare() {
      const act: LineAct = { verb: "record", code: await finalBatch(), kind: "transport", digest: digest() };
      const operation = await propose(act);
      return async () => {
        await turn();
        expect((await operationOf(operation))?.state).toBe("unsigned");
        await stage.log.signed(operation, await stage.wallet.sign(operation));
        await until(operation, "mined", "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "unsigned → waiting → failed, where another device used its nonce": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await propose(act);
      await (await stage.wallet.trace.getFunction("voidNonce")(await nonceOf(operation))).wait();
      return async () => {
        await stage.log.signed(operation, await stage.wallet.sign(operation));
        await untilFinal(operation, "failed");
        expect(await operationOf(operation)).toMatchObject({ errorCode: "conflict" });
        expect(await linesOf(act)).toBe(0);
      };
    },
  },
  "sent → waiting → mined, under another nonce: another device used its own": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await accept(act);
      await overtaken(operation, async (price) =>
        stage.producer.trace.getFunction("voidNonce")(await nonceOf(operation), price),
      );
      const nonce = await nonceOf(operation);
      return async () => {
        await untilFinal(operation, "mined", "final");
        expect(await nonceOf(operation)).not.toBe(nonce);
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "sent → waiting → failed: refused, and its nonce voided": {
    async prepare() {
      const { chain, producer, wallet } = stage;
      const act = create(newCode());
      const operation = await accept(act);
      await overtaken(operation, (price) => {
        const parameters = [act.code, "0x4b474d", 5n, true, wallet.address, digest(), price];
        return wallet.trace.getFunction("create")(...parameters);
      });
      return async () => {
        await untilFinal(operation, "failed");
        expect(await operationOf(operation)).toMatchObject({ errorCode: "conflict" });
        // Nobody who has seen the signature can do anything with it.
        const isFree = chain.trace.getFunction("isNonceFree")(producer.address, await nonceOf(operation));
        expect([await isFree, await linesOf(act)]).toEqual([false, 0]);
      };
    },
  },
  "sent → waiting → mined: refused, and landed late by a stranger": {
    async prepare() {
      const { wallet } = stage;
      const code = newCode();
      await (await wallet.trace.getFunction("create")(code, "0x4b474d", 5n, true, wallet.address, digest())).wait();
      const act = record(code);
      const operation = await accept(act);
      const setOpen = (open: boolean, price = {}) =>
        wallet.trace.getFunction("setOpen")(id(code), open, digest(), price);
      await overtaken(operation, (price) => setOpen(false, price));
      const { acts } = sentCall(operation);
      await untilSo(operation, ({ error }) => error !== null, 1);
      return async () => {
        await (await setOpen(true)).wait();
        await (await wallet.trace.getFunction("bring")(acts, 300_000)).wait();
        await untilFinal(operation, "final");
        expect(await operationOf(operation)).toMatchObject({ error: null, errorCode: null });
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
};

const nonceOf = async (id: string) => (await operationOf(id))?.scope?.nonce as number;

describe.each(Object.entries(TRANSITIONS))("%s", (_, transition) => {
  let methods: readonly string[] = [];

  test("with a node that answers", async () => {
    const walk = await transition.prepare();
    stage.node.called();
    await walk();
    methods = stage.node.called();
    expect(methods).toContain("eth_getTransactionCount");
  });

  test.each(FAULTS)("with a node whose answers are %s", async (fault) => {
    // All together, and in depth each alone as well.
    const rounds = [methods, ...(DEPTH > 1 ? methods.map((method) => [method]) : [])];
    for (const chosen of rounds) {
      const walk = await transition.prepare();
      stage.node.arm(chosen, fault);
      await walk().catch((error) => {
        throw new Error(`${chosen.join(", ")}: ${error.message}`, { cause: error });
      });
      stage.node.disarm();
    }
  });
});
