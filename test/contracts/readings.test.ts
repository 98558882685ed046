import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { ContractFactory, id } from "ethers";
import hre from "hardhat";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAnchoredArguments } from "../../chain/readings.ts";
import type { RpcLog } from "../../chain/rpc.ts";
import {
  type EncodedReading,
  READING_TYPES,
  type ReadingPath,
  readingLeaf,
  verifyReading,
} from "../../proof/reading.ts";
import { readingTree } from "../../proof/reading-tree.ts";
import { digest, startActors } from "./support.ts";

const reading = (index: number): EncodedReading => ({
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

  test("each of 1,000 readings is proved under the root on its line, and an altered one is not", async () => {
    const { grower, carrier } = actors;
    const code = "READINGS-1";
    const tree = readingTree(readings);
    await grower.client.create({ code, unit: "KGM", quantity: 1, open: true, digest: digest() });
    const { lines } = await carrier.client.anchor({ code, root: tree.root, count: tree.count, digest: digest() });
    expect(lines).toMatchObject([{ event: "Anchored", args: { seq: 2, root: tree.root, count: 1_000 } }]);
    const root = String(lines[0]?.args.root);
    for (const [index, each] of readings.entries()) {
      expect(verifyReading(root, each, tree.prove(index)), `${index}`).toBe(true);
    }

    const proof = tree.prove(500);
    const original = readings[500] as EncodedReading;
    const altered: EncodedReading[] = [
      { ...original, time: Number(original.time) + 1 },
      { ...original, sensor: "truck-8/2" },
      { ...original, values: [0, ...original.values.slice(1)] },
      { ...original, values: original.values.slice(1) },
    ];
    for (const each of altered) expect(verifyReading(root, each, proof)).toBe(false);
    expect(verifyReading(root, original, tree.prove(501))).toBe(false);
    expect(verifyReading(root, original, [])).toBe(false);
    expect(verifyReading(digest(), original, proof)).toBe(false);
  });

  test("the contract for auditors proves a reading against the line on chain", async () => {
    const { chain, grower, carrier } = actors;
    const code = "READINGS-2";
    const tree = readingTree(readings);
    await grower.client.create({ code, unit: "KGM", quantity: 1, open: true, digest: digest() });
    // It names the batch, and is no line of its.
    await grower.client.setParty({ code, custodian: grower.address, account: carrier.address, admitted: true });
    await carrier.client.record({ code, kind: "transport", digest: digest() });
    await carrier.client.anchor({ code, root: tree.root, count: tree.count, digest: digest() });
    await grower.client.record({ code, kind: "storage", digest: digest() });
    await grower.client.amend({ code, amended: 1, digest: digest() });

    const { abi, bytecode } = await hre.artifacts.readArtifact("TraceReader");
    const reader = await new ContractFactory(abi as never, bytecode, grower.wallet).deploy();
    await reader.waitForDeployment();
    const filter = { address: chain.contract, fromBlock: "0x0", topics: [null, id(code)] };
    const logs = await chain.rpc.call<RpcLog[]>("eth_getLogs", [filter]);
    const argumentsOf = (reading: EncodedReading, proof: ReadingPath, seq = 3) =>
      verifyAnchoredArguments(chain.contract, id(code), logs, seq, reading, proof);
    const verify = (all: readonly unknown[]): Promise<boolean> => reader.getFunction("verifyAnchored")(...all);
    for (const index of [0, 37, 500, 999]) {
      expect(await verify(argumentsOf(readings[index] as EncodedReading, tree.prove(index))), `${index}`).toBe(true);
    }
    expect(await verify(argumentsOf(reading(1_000), tree.prove(999)))).toBe(false);
    // Neither a neighbour's way, nor another value, nor the root itself in place of a reading.
    const genuineReading = readings[500] as EncodedReading;
    expect(await verify(argumentsOf(genuineReading, tree.prove(501)))).toBe(false);
    expect(await verify(argumentsOf({ ...genuineReading, values: [0, 0] }, tree.prove(500)))).toBe(false);
    const asRoot = argumentsOf(genuineReading, []);
    expect(await verify(asRoot.with(5, tree.root))).toBe(false);
    // A line that is not the one on chain proves nothing.
    const genuine = argumentsOf(readings[0] as EncodedReading, tree.prove(0));
    expect(await verify(genuine.with(2, { ...genuine[2], count: 999 }))).toBe(false);
    for (const seq of [0, 2, 4, 6]) expect(() => argumentsOf(reading(0), tree.prove(0), seq)).toThrow(RangeError);
  });
});

test("one reading is a tree of its own", () => {
  const tree = readingTree([reading(7)]);
  expect(tree).toMatchObject({ root: readingLeaf(reading(7)), count: 1 });
  expect(verifyReading(tree.root, reading(7), tree.prove(0))).toBe(true);
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
    expect(readingLeaf(few[index] as EncodedReading)).toBe(theirs.leafHash([time, sensor, values]));
    const proof = readingTree(few).prove(index);
    expect(StandardMerkleTree.verify(theirs.root, [...READING_TYPES], [time, sensor, values], [...proof])).toBe(true);
  });
});

test("a tree of nothing is refused, and so is what is no reading", () => {
  expect(() => readingTree([])).toThrow(RangeError);
  expect(() => readingTree([{ time: -1, sensor: "a", values: [] }])).toThrow();
  expect(() => readingTree([{ time: 1, sensor: "a", values: [0.5] }])).toThrow();
  expect(() => readingTree([reading(1)]).prove(1)).toThrow(RangeError);
});
