/** One reading by itself: the leaf that it is, the tree that it is in, and what a changed proof is refused for. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reading } from "../../domain/readings/reading.ts";
import { checkReading } from "../../proof/check-reading.ts";
import { encodeLog } from "../../proof/codec.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../proof/head.ts";
import { anchoredReading, READING_TYPES, readingLeaf, saltAt, verifyReading } from "../../proof/reading.ts";
import { READING_PROOF_FORMAT, type ReadingProof } from "../../proof/reading-proof.ts";
import { readingTree } from "../../proof/reading-tree.ts";
import { readingsRoot } from "../../proof/readings-root.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess } from "../support/process.ts";
import { type Actor, type Batches, startBatches } from "./support/batches.ts";

const SALT = "5a".repeat(16);
const made = fc.record({
  time: fc.nat(4_000_000_000_000),
  sensor: fc.string({ unit: "grapheme", minLength: 1, maxLength: 70 }),
  type: fc.constantFrom("temperature", "湿度"),
  unit: fc.constant("CEL"),
  value: fc.record({ digits: fc.bigInt(-(10n ** 30n), 10n ** 30n), decimals: fc.nat(15) }),
});
const encodedOf = (readings: readonly Reading[]) =>
  readings.map((reading, index) => anchoredReading(reading, saltAt(SALT, index)));

test("leaves, roots and ways to them are OpenZeppelin's, whatever was read", () => {
  fc.assert(
    fc.property(fc.array(made, { minLength: 1, maxLength: 40 }), (readings) => {
      const encoded = encodedOf(readings);
      const rows = encoded.map(({ time, sensor, values }) => [time, sensor, [...values]]);
      const theirs = StandardMerkleTree.of(rows, [...READING_TYPES]);
      const tree = readingTree(encoded);
      expect(tree.root).toBe(theirs.root);
      expect(readingsRoot(encoded)).toBe(theirs.root);
      for (const [index, reading] of encoded.entries()) {
        expect(readingLeaf(reading)).toBe(theirs.leafHash(rows[index] ?? []));
        expect(verifyReading(theirs.root, reading, tree.prove(index))).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test("equal readings are different leaves: each has a salt of its own", () => {
  const reading: Reading = { time: 1, sensor: "a", type: "b", unit: "CEL", value: { digits: 4n, decimals: 0 } };
  const [one, two] = encodedOf([reading, reading]).map(readingLeaf);
  expect(one).not.toBe(two);
});

describe("against a chain", () => {
  let batches: Batches;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let grower: Actor;
  let proof: ReadingProof;
  beforeAll(async () => {
    folder = await temporaryFolder();
    batches = await startBatches();
    grower = await batches.actor(1, "producer");
    const code = "READ-1";
    await batches.create(grower, code);
    const readings = Array.from(
      { length: 9 },
      (_, index): Reading => ({
        time: 1_700_000_000_000 + index,
        sensor: "truck-7",
        type: "temperature",
        unit: "CEL",
        value: { digits: BigInt(40 + index), decimals: 1 },
      }),
    );
    const tree = readingTree(encodedOf(readings));
    const id = (await batches.proofOf(code)).batch.id;
    await batches.send(grower, "anchor", id, tree.root, tree.count, `0x${"cd".repeat(32)}`);
    const { chain, batch, lines } = await batches.proofOf(code);
    const leaves = lines.map(({ event, args }) => leafOf(encodeLog(event, args)));
    proof = {
      format: READING_PROOF_FORMAT,
      chain,
      batch: { code, id: batch.id },
      reading: {
        time: new Date(1_700_000_000_004).toISOString(),
        sensor: "truck-7",
        type: "temperature",
        unit: "CEL",
        value: "4.4",
      },
      salt: String(saltAt(SALT, 4)),
      path: [...tree.prove(4)],
      line: { ...lines[1]?.args } as ReadingProof["line"],
      before: nextHead(EMPTY_HEAD, leaves[0] as `0x${string}`),
      later: leaves.slice(2),
    };
  });
  afterAll(async () => {
    await batches.close();
    await folder.close();
  });

  const failed = async (change: object) => {
    const { checks } = await checkReading({ ...proof, ...change }, { rpc: batches.rpc });
    return checks.filter(({ outcome }) => outcome === "failed").map(({ name }) => name);
  };

  test("a genuine one is verified; a changed value, salt, way, line, head, code or chain is named", async () => {
    const { reading, line, path } = proof;
    expect(await failed({})).toEqual([]);
    expect(await failed({ reading: { ...reading, value: "4.5" } })).toEqual(["reading"]);
    expect(await failed({ reading: { ...reading, unit: "FAH" } })).toEqual(["reading"]);
    expect(await failed({ salt: "1" })).toEqual(["reading"]);
    expect(await failed({ path: path.slice(1) })).toEqual(["reading"]);
    // The root itself is no reading: a reading goes in by its values.
    expect(await failed({ path: [] })).toEqual(["reading"]);
    expect(
      await failed({ line: { ...line, root: readingLeaf(encodedOf([])[0] ?? { time: 1, sensor: "", values: [] }) } }),
    ).toEqual(["reading", "head"]);
    expect(await failed({ line: { ...line, count: 8 } })).toEqual(["head"]);
    expect(await failed({ line: { actor: "nobody" } })).toEqual(["reading", "head"]);
    expect(await failed({ before: `0x${"0".repeat(64)}` })).toEqual(["head"]);
    expect(await failed({ batch: { ...proof.batch, code: "READ-2" } })).toEqual(["code"]);
    expect(await failed({ chain: { ...proof.chain, chainId: 1 } })).toContain("network");
    for (const garbage of [null, {}, { ...proof, path: "x" }]) {
      expect((await checkReading(garbage, { rpc: batches.rpc })).checks[0]?.reason).toBe("not-a-proof");
    }
  });

  test("the terminal says so, by a file", async () => {
    const run = async (change: object) => {
      const file = join(folder.path, "reading.json");
      await writeFile(file, JSON.stringify({ status: "success", data: { ...proof, ...change } }));
      const process = startProcess("scripts/verify-batch.ts", {}, ["--reading", file]);
      return { exit: await process.exited, output: process.output() };
    };
    const good = await run({});
    expect(good.output).toContain("truck-7  temperature  4.4  °C");
    expect([good.exit, good.output.includes("READ-1: VERIFIED")], good.output).toEqual([0, true]);
    const bad = await run({ reading: { ...proof.reading, value: "4.3" } });
    expect([bad.exit, bad.output.includes("READ-1: FAILED")]).toEqual([1, true]);
  });
});
