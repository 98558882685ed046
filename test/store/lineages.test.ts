/** How lineages are followed in the projections: once each, within bounds, from any number of batches. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Direction, LineageBounds } from "../../domain/lineage/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../../store/database.ts";
import { lineagesRepository } from "../../store/lineage/lineages.ts";
import { openTestDatabase } from "../support/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { layeredId, writeLayers } from "../support/lineage.ts";

const LAYERS = 6;
const WIDTH = 64;
const ALL = { batches: LAYERS * WIDTH, edges: (LAYERS - 1) * WIDTH * WIDTH };
/** What is reached from one of the first layer: that one, and all layers after it. */
const FROM_ONE = { batches: 1 + (LAYERS - 1) * WIDTH, edges: WIDTH + (LAYERS - 2) * WIDTH * WIDTH };
const FIRST = Array.from({ length: WIDTH }, (_, place) => layeredId(0, place));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openTestDatabase(join(folder.path, "lineages.sqlite"));
  writeLayers(database, LAYERS, WIDTH);
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

async function follow(
  from: readonly Hex[],
  direction: Direction,
  depth = 1_000,
  limit = 10_000,
  mostEdges?: number,
  through?: LineageBounds["through"],
) {
  const { nodes, edges, isTruncated } = await lineagesRepository(database).follow(from, direction, depth, limit, {
    ...(mostEdges !== undefined && { mostEdges }),
    ...(through && { through }),
  });
  return { nodes, edges, told: { batches: nodes.length, edges: edges.length, isTruncated } };
}

// There are 64⁵ ways from top to bottom: whoever follows each of them does not end.
test("each batch and each edge is read once, however many ways lead there", async () => {
  const { nodes, told } = await follow([layeredId(0, 0)], "down");
  expect(told).toEqual({ ...FROM_ONE, isTruncated: false });
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(FROM_ONE.batches);
  expect((await follow([layeredId(LAYERS - 1, 0)], "up")).told).toEqual({ ...FROM_ONE, isTruncated: false });
});

test("several batches are followed together, in as many steps as one", async () => {
  const { nodes, told } = await follow(FIRST, "down");
  expect(told).toEqual({ ...ALL, isTruncated: false });
  expect(nodes.filter(({ depth }) => depth === 0)).toHaveLength(WIDTH);
  // One that another leads to is still where it began, once.
  const both = await follow([layeredId(0, 0), layeredId(1, 5)], "down", 1);
  expect(both.told).toEqual({ batches: 1 + 2 * WIDTH, edges: 2 * WIDTH, isTruncated: true });
});

test.each<[string, Parameters<typeof follow>, object]>([
  ["batches", [FIRST.slice(0, 1), "down", 1_000, 100], { batches: 100 }],
  ["the batches that are started from", [FIRST, "down", 1_000, 10], { batches: 10, edges: 0 }],
  ["edges", [FIRST.slice(0, 1), "down", 1_000, 10_000, 5_000], { edges: 5_000 }],
  ["edges, to none", [FIRST.slice(0, 1), "down", 1_000, 10_000, 0], { batches: 1, edges: 0 }],
  ["steps", [FIRST.slice(0, 1), "down", 2], { batches: 1 + 2 * WIDTH, edges: WIDTH + WIDTH * WIDTH }],
])("%s are bounded, and that there are more is told", async (_, bounds, expected) => {
  const { nodes, edges, told } = await follow(...bounds);
  expect(told).toMatchObject({ ...expected, isTruncated: true });
  // No edge leads to what is not told of.
  const ids = new Set(nodes.map(({ id }) => id));
  expect(edges.every(({ parent, child }) => ids.has(parent) && ids.has(child))).toBe(true);
});

test("what is all there is not called a part", async () => {
  expect((await follow(FIRST, "down", LAYERS - 1, ALL.batches, ALL.edges)).told).toEqual({
    ...ALL,
    isTruncated: false,
  });
});

test("what stands behind a batch that is not followed through is not reached, nor told by there being more", async () => {
  const blank = layeredId(LAYERS - 2, 7);
  const only = await follow([layeredId(LAYERS - 1, 0)], "up", 1_000, 10_000, undefined, ({ depth }) => depth === 0);
  expect(only.told).toEqual({ batches: 1 + WIDTH, edges: WIDTH, isTruncated: false });
  const part = await follow([layeredId(LAYERS - 1, 0)], "up", 1_000, 10_000, undefined, ({ id }) => id !== blank);
  expect(part.nodes).toHaveLength(FROM_ONE.batches);
  expect(part.edges.some(({ child }) => child === blank)).toBe(false);
  expect((await follow([blank], "up", 1, 10_000, undefined, () => false)).told).toMatchObject({ batches: 1 + WIDTH });
});

test("what stands against batches by their origins is told of all at once, within bounds", async () => {
  const { illAbove, isHeldIn } = lineagesRepository(database);
  const [top, middle, low] = [layeredId(0, 3), layeredId(2, 0), layeredId(LAYERS - 1, 9)];
  expect(await illAbove([top, middle, low], 10_000)).toEqual(new Map());
  database.raw.prepare("update batches set recalls = 2 where id = ?").run(top);
  database.raw.prepare("update batches set verdict = 'fail' where id = ?").run(layeredId(3, 3));
  database.raw.prepare("update batches set custodian = '0xab' where id = ?").run(layeredId(1, 1));
  expect(await illAbove([top, middle, low], 10_000)).toEqual(
    new Map([
      [middle, { isRecalled: true, hasFailed: false }],
      [low, { isRecalled: true, hasFailed: true }],
    ]),
  );
  // The nearest first: the failed one stands three layers above.
  expect(await illAbove([low], 1 + 2 * WIDTH)).toEqual(new Map([[low, { isRecalled: false, hasFailed: true }]]));
  expect(await illAbove([low], 1 + WIDTH)).toEqual(new Map());
  for (const [from, is] of [
    [low, true],
    [top, true],
    [layeredId(1, 2), false],
  ] as const) {
    expect(await isHeldIn(from, ["0xab"], 10_000)).toBe(is);
  }
});
