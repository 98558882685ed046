/** A round of the sender: what it takes for done, for free and for over, by what mirror and node say. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { RpcError } from "../../chain/rpc.ts";
import { create, newCode, record, refusal } from "./support/bench.ts";
import { startSenderBench } from "./support/sender-bench.ts";

const { bench, sender } = await startSenderBench();

const nonces = () => bench.node.sent.map(({ nonce }) => nonce);
const openNonces = async () => (await bench.log.open(bench.options.relayer.address)).map(({ nonce }) => nonce);
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

describe("a mirror", () => {
  test("that is being made anew has nothing sent, released or given up for what it has not", async () => {
    const act = create(newCode());
    const ids = [await bench.accept(act), await bench.accept(create(newCode()))];
    bench.line(act, { block: 8, transaction: await bench.sign(0, ids.slice(0, 1)) });
    await sender.round();
    bench.takeBack(0);
    bench.setMirror({ isComplete: false });
    bench.node.nonce = 2;
    bench.node.sent.length = 0;
    expect(await sender.round()).toBe(false);
    expect(ids.map(bench.stateOf)).toEqual(["mined", "sent"]);
    expect(nonces()).toEqual([]);
    bench.setMirror({});
    await sender.round();
    await sender.round();
    expect(nonces()).toHaveLength(1);
  });

  test("that is not there has nothing sent", async () => {
    await bench.accept(create(newCode()));
    bench.database.raw.prepare("delete from cursor").run();
    expect(await sender.round()).toBe(false);
    expect(nonces()).toEqual([]);
  });

  test("that is behind the node's head may have the line still to come: nothing is sent again", async () => {
    const id = await bench.accept(create(newCode()));
    await bench.sign(0, [id]);
    Object.assign(bench.node, { nonce: 1, head: 11 });
    await sender.round();
    expect([bench.stateOf(id), nonces()]).toEqual(["sent", []]);
    bench.setMirror({ block: 11 });
    await sender.round();
    expect([bench.stateOf(id), nonces()]).toEqual(["sent", [1]]);
  });

  test("that loses what counted as final has it looked after again, and brought", async () => {
    const act = create(newCode());
    const id = await bench.accept(act);
    bench.line(act, { block: 4, transaction: await bench.sign(0, [id]) });
    await sender.round();
    expect(bench.stateOf(id)).toBe("final");
    bench.takeBack(0);
    bench.node.nonce = 1;
    for (let rounds = 0; rounds < 3; rounds++) await sender.round();
    expect([bench.stateOf(id), nonces()]).toEqual(["sent", [1]]);
  });
});

test("what the node may still take is not sent in another transaction beside it", async () => {
  const id = await bench.accept(create(newCode()));
  await bench.sign(0, [id]);
  expect(await sender.round()).toBe(true);
  expect([bench.stateOf(id), await openNonces()]).toEqual(["sent", [0]]);
});

describe("the nonce of a new transaction", () => {
  test("is none that a line in the mirror was brought by, whatever a node behind says", async () => {
    const act = create(newCode());
    bench.line(act, { block: 8, transaction: await bench.sign(4, [await bench.accept(act)]) });
    bench.node.nonce = 2;
    await bench.accept(create(newCode()));
    await sender.round();
    expect(nonces()).toEqual([5]);
  });

  test("is none of a transaction that may still land, though nothing in it waits", async () => {
    for (const nonce of [2, 3]) await bench.log.sign(await bench.options.relayer.signEmpty(nonce), []);
    bench.node.nonce = 2;
    await bench.accept(create(newCode()));
    await sender.round();
    expect(nonces()).toEqual([4]);
  });

  test("is the node's where that is higher", async () => {
    bench.node.nonce = 7;
    await bench.accept(create(newCode()));
    await sender.round();
    expect(nonces()).toEqual([7]);
  });
});

describe("a nonce is over", () => {
  let id: string;
  beforeEach(async () => {
    id = await bench.accept(create(newCode()));
    await bench.sign(0, [id]);
    // The mirror stands behind the head: nothing is released by that.
    Object.assign(bench.node, { nonce: 1, head: 20 });
  });

  test("as of the lower of the node's final block and the mirror's", async () => {
    const asked: number[] = [];
    bench.node.nonceAt = (block) => {
      asked.push(block);
      return 0;
    };
    for (const finalBlock of [9, 30]) {
      bench.setMirror({ block: 10, finalBlock });
      await sender.round();
    }
    expect(asked).toEqual([9, 15]);
    expect(bench.stateOf(id)).toBe("sent");
  });

  test("once it was used in a final block: what was not done by it is sent again", async () => {
    bench.node.nonceAt = () => 1;
    await sender.round();
    expect(await openNonces()).toEqual([1]);
    expect([bench.stateOf(id), nonces()]).toEqual(["sent", [1]]);
  });

  test("once a later one landed in a final block, where the node keeps no old states", async () => {
    bench.node.nonceAt = () => new RpcError(-32000, "missing trie node");
    await sender.round();
    expect(await openNonces()).toEqual([0]);
    const act = create(newCode());
    bench.line(act, { block: 4, transaction: await bench.sign(1, [await bench.accept(act)]) });
    await sender.round();
    expect(await openNonces()).toEqual([2]);
    expect([bench.stateOf(id), nonces()]).toEqual(["sent", [2]]);
  });

  test("not before its own block is final: until then the line may come back", async () => {
    const act = create(newCode());
    bench.line(act, { block: 6, transaction: await bench.sign(1, [await bench.accept(act)]) });
    await sender.round();
    expect(await openNonces()).toEqual([0, 1]);
    expect(bench.stateOf(id)).toBe("sent");
  });
});

describe("a chain that stands still", () => {
  /** An operation that waits for block 10 to become final. */
  beforeEach(async () => {
    const code = newCode();
    bench.line(create(code), { block: 3 });
    await bench.accept(record(code));
    bench.node.refuses = () => refusal("UnknownLine");
  });

  test("is made to go on by a transaction that does nothing, while something waits for finality", async () => {
    await sender.round();
    later(1_999);
    await sender.round();
    expect(nonces()).toEqual([]);
    later(1);
    await sender.round();
    expect(bench.node.sent).toMatchObject([{ nonce: 0, data: "0x" }]);
  });

  test("is left alone while it makes blocks by itself", async () => {
    for (let head = 10; head < 14; head++) {
      bench.node.head = head;
      await sender.round();
      later(1_999);
    }
    expect(nonces()).toEqual([]);
  });

  test("is left alone while nothing waits for it", async () => {
    bench.node.refuses = () => refusal("EnforcedPause");
    for (let rounds = 0; rounds < 4; rounds++) {
      expect(await sender.round()).toBe(true);
      later(3_000);
    }
    expect(nonces()).toEqual([]);
  });
});
