import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  READING_TYPES,
  type Reading,
  type ReadingProof,
  readingLeaf,
  readingTree,
  verifyAnchoredArguments,
} from "../../chain/readings.ts";
import type { RpcLog } from "../../chain/rpc.ts";
import { digest, startActors } from "./support.ts";

const reading = (index: number): Reading => ({
  time: 1_700_000_000_000 + 60_000 * index,
  sensor: `truck-7/${index % 3}`,
  values: [4_200 - index * 17, 88_000 + index],
});
const readings = Array.from({ length: 1_000 }, (_, index) => reading(index));

describe("on chain", () => {
  let actors: Awaited<ReturnType<typeof startActors>>;
  beforeAll(async () => {
    actors = await startActors();
  });
  afterAll(() => actors.chain.close());

  test("each of 1,000 readings is proved under its root, and an altered one is not", async () => {
    const { chain, grower, carrier } = actors;
    const code = "READINGS-1";
    const tree = readingTree(readings);
    await grower.client.create({ code, unit: "KGM", quantity: 1, digest: digest() });
    await carrier.client.record({ code, kind: "transport", digest: digest() });
    const landed = await carrier.client.anchor({ code, root: tree.root, count: tree.count, digest: digest() });
    expect(landed.lines).toMatchObject([{ event: "Anchored", args: { seq: 3, root: tree.root, count: 1_000 } }]);
    await grower.client.record({ code, kind: "storage", digest: digest() });
    await grower.client.amend({ code, amended: 1, digest: digest() });

    const logs = await chain.rpc.call<RpcLog[]>("eth_getLogs", [
      { address: chain.contract, fromBlock: "0x0", topics: [null, id(code)] },
    ]);
    expect(logs).toHaveLength(5);
    const verify = (proof: ReadingProof, seq = 3) =>
      chain.trace.getFunction("verifyAnchored")(...verifyAnchoredArguments(id(code), logs, seq, proof));
    for (let index = 0; index < 1_000; index += 37) expect(await verify(tree.prove(index)), `${index}`).toBe(true);
    expect(await verify(tree.prove(999))).toBe(true);

    const { proof } = tree.prove(500);
    const original = readings[500] as Reading;
    const altered: Reading[] = [
      { ...original, time: Number(original.time) + 1 },
      { ...original, sensor: "truck-8/2" },
      { ...original, values: [0, ...original.values.slice(1)] },
      { ...original, values: original.values.slice(1) },
    ];
    for (const each of altered) expect(await verify({ leaf: readingLeaf(each), proof })).toBe(false);
    expect(await verify({ leaf: readingLeaf(original), proof: tree.prove(501).proof })).toBe(false);
    expect(await verify({ leaf: readingLeaf(original), proof: [] })).toBe(false);

    // A line that is not the one on chain proves nothing.
    const [batch, anchored, before, later, leaf, genuine] = verifyAnchoredArguments(id(code), logs, 3, tree.prove(500));
    const forged = { ...anchored, count: 999 };
    expect(await chain.trace.getFunction("verifyAnchored")(batch, forged, before, later, leaf, genuine)).toBe(false);
    for (const seq of [0, 2, 4, 6]) expect(() => verifyAnchoredArguments(id(code), logs, seq, tree.prove(0))).toThrow();
  });

  test("one reading is a tree of its own", async () => {
    const { chain, grower } = actors;
    const code = "READINGS-2";
    const tree = readingTree([reading(7)]);
    expect(tree).toMatchObject({ root: readingLeaf(reading(7)), count: 1 });
    await grower.client.create({ code, unit: "KGM", quantity: 1, digest: digest() });
    const { receipt } = await grower.client.anchor({ code, root: tree.root, count: 1, digest: digest() });
    const logs = await chain.rpc.call<RpcLog[]>("eth_getLogs", [
      {
        address: chain.contract,
        fromBlock: "0x0",
        toBlock: `0x${receipt.blockNumber.toString(16)}`,
        topics: [null, id(code)],
      },
    ]);
    const proved = verifyAnchoredArguments(id(code), logs, 2, tree.prove(0));
    expect(await chain.trace.getFunction("verifyAnchored")(...proved)).toBe(true);
  });
});

test("the tree is OpenZeppelin's of the documented encoding, whatever the order of the readings", () => {
  const few = readings.slice(0, 10);
  const theirs = StandardMerkleTree.of(
    few.map(({ time, sensor, values }) => [time, sensor, values]),
    [...READING_TYPES],
  );
  expect(readingTree(few).root).toBe(theirs.root);
  expect(readingTree(few.toReversed()).root).toBe(theirs.root);
  few.forEach(({ time, sensor, values }, index) => {
    expect(readingLeaf(few[index] as Reading)).toBe(theirs.leafHash([time, sensor, values]));
    const { proof } = readingTree(few).prove(index);
    expect(StandardMerkleTree.verify(theirs.root, [...READING_TYPES], [time, sensor, values], [...proof])).toBe(true);
  });
});

test("a tree of nothing is refused, and so is what is no reading", () => {
  expect(() => readingTree([])).toThrow(RangeError);
  expect(() => readingTree([{ time: -1, sensor: "a", values: [] }])).toThrow();
  expect(() => readingTree([{ time: 1, sensor: "a", values: [0.5] }])).toThrow();
  expect(() => readingTree([reading(1)]).prove(1)).toThrow(RangeError);
});
