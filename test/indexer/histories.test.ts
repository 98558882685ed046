/**
 * What batches were made of and what became of them, after random histories of hundreds of batches by twelve firms: held
 * against a plain search through the contract's own logs, and nothing of ours between them and it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RpcLog } from "../../chain/rpc.ts";
import type { LineageGraph } from "../../domain/lineage/ports.ts";
import { readPublicLineage } from "../../domain/lineage/read-lineage.ts";
import { planRecall } from "../../domain/recalls/plan-recall.ts";
import type { EventArguments } from "../../domain/records/event-arguments.ts";
import { FATES } from "../../domain/records/gone.ts";
import type { Services } from "../../domain/services.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { decodeLog } from "../../proof/codec.ts";
import { batchId } from "../../proof/hash.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import { lineagesRepository } from "../../store/lineage/lineages.ts";
import { recallFacts } from "../../store/recalls/recall-facts.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startHistories } from "../support/histories.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

const BATCHES = 500;

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
let logs: { readonly event: string; readonly args: EventArguments }[];
let services: Services;

/** What the logs say: which batches, and what of which went into which. */
const codes = new Map<Hex, string>();
const children = new Map<Hex, Set<Hex>>();
const parents = new Map<Hex, Set<Hex>>();

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  mirror = await openTestMirror(chain, folder.path);
  const histories = await startHistories(chain, 16);
  while (histories.count() < BATCHES / 2) await histories.round();
  // What the mirror has seen by now is taken back, and goes otherwise.
  const [fork, memory] = [await chain.snapshot(), histories.remember()];
  await histories.round();
  await mirror.sync();
  await chain.revert(fork);
  histories.recall(memory);
  while (histories.count() < BATCHES) await histories.round();
  await mirror.sync();

  const all = await chain.rpc.call<RpcLog[]>("eth_getLogs", [{ address: chain.contract, fromBlock: "0x0" }]);
  logs = all.flatMap((log) => decodeLog(log) ?? []);
  const edge = (parent: Hex, child: Hex) => {
    children.set(parent, (children.get(parent) ?? new Set()).add(child));
    parents.set(child, (parents.get(child) ?? new Set()).add(parent));
  };
  for (const { event, args } of logs) {
    if (typeof args.code === "string") codes.set(args.id as Hex, args.code);
    if (event === "SplitOff") edge(args.parent as Hex, args.id as Hex);
    if (event === "Produced") for (const input of args.inputs as unknown as Hex[]) edge(input, args.id as Hex);
  }
  services = {
    accounts: { byAddresses: async () => new Map() },
    batchId,
    lineages: lineagesRepository(mirror.database),
    mirror: mirrorRepository(mirror.database),
    recallFacts: recallFacts(mirror.database),
  } as unknown as Services;
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

/** All that is reached: from one to its neighbours, and from each of those. */
function search(from: Iterable<Hex>, next: ReadonlyMap<Hex, ReadonlySet<Hex>>): Set<Hex> {
  const found = new Set(from);
  for (const id of found) for (const neighbour of next.get(id) ?? []) found.add(neighbour);
  return found;
}

const idsOf = ({ nodes }: LineageGraph) => nodes.map(({ id }) => id).toSorted();

test("there are hundreds of batches, made of each other in many ways", () => {
  expect(codes.size).toBeGreaterThanOrEqual(BATCHES);
  expect([...parents.values()].filter((of) => of.size > 1).length).toBeGreaterThan(20);
  expect(Math.max(...[...codes.keys()].map((id) => search([id], parents).size))).toBeGreaterThan(20);
});

test("a lineage is what a plain search through the logs finds, both ways", async () => {
  for (const [id, code] of [...codes].filter((_, index) => index % 3 === 0)) {
    const [up, down] = [search([id], parents), search([id], children)];
    for (const [direction, found, next] of [["up", up, parents] as const, ["down", down, children] as const]) {
      const graph = await services.lineages.follow([id], direction, 1_000, 10_000);
      expect(idsOf(graph), `${direction} of ${code}`).toEqual([...found].toSorted());
      const wanted = [...found].flatMap((one) => [...(next.get(one) ?? [])].map((other) => `${one} ${other}`));
      const told = graph.edges.map(({ parent, child }) =>
        direction === "up" ? `${child} ${parent}` : `${parent} ${child}`,
      );
      expect([...new Set(told)].toSorted()).toEqual(wanted.toSorted());
    }
    // Nobody can read what describes these batches: strangers are told of the nearest ones alone.
    const { counts } = await readPublicLineage(services, code, {});
    expect(counts).toEqual({ up: parents.get(id)?.size ?? 0, down: children.get(id)?.size ?? 0 });
  }
});

test("what stands against a batch by what it was made of, and who has a part in it, is what a plain search finds", async () => {
  const rows = mirror.database.raw.prepare("select id, recalls, verdict, custodian from batches").all();
  const states = new Map(
    (rows as { id: Hex; recalls: number; verdict: string; custodian: Hex }[]).map((row) => [row.id, row]),
  );
  const ill = await services.lineages.illAbove([...codes.keys()], 10_000);
  const holders = [...new Set([...states.values()].map(({ custodian }) => custodian))];
  for (const [index, id] of [...codes.keys()].entries()) {
    const [up, down] = [search([id], parents), search([id], children)];
    const above = [...up].filter((one) => one !== id).map((one) => states.get(one));
    const isRecalled = above.some((state) => state?.recalls !== 0);
    const hasFailed = above.some((state) => state?.verdict === "fail");
    expect(ill.get(id)).toEqual(isRecalled || hasFailed ? { isRecalled, hasFailed } : undefined);
    if (index % 7 !== 0) continue;
    for (const holder of holders) {
      const found = [...up, ...down].some((one) => states.get(one)?.custodian === holder);
      expect(await services.lineages.isHeldIn(id, [holder], 10_000)).toBe(found);
    }
  }
  expect([...ill.values()].some(({ isRecalled }) => isRecalled)).toBe(true);
});

test("what was made is what remains and what became of the rest, by the logs alone, and so it is kept", () => {
  const rows = mirror.database.raw.prepare("select id, quantity, made, gone from batches").all() as Record<
    string,
    string
  >[];
  expect(rows).toHaveLength(codes.size);
  for (const { id, quantity, made, gone } of rows) {
    const own = logs.filter(({ args }) => args.id === id);
    const sum = (chosen: typeof logs, name: string) =>
      chosen.reduce((total, { args }) => total + BigInt(String(args[name])), 0n);
    const used = own.filter(({ event }) => event === "Consumed");
    const parts = logs.filter(({ event, args }) => event === "SplitOff" && args.parent === id);
    const into = own.filter(({ event }) => event === "Transformed");
    const fates = [
      sum(parts, "quantity") + sum(into, "used"),
      ...[0, 1, 2, 3, 4].map((reason) =>
        sum(
          used.filter(({ args }) => Number(args.reason) === reason),
          "used",
        ),
      ),
    ];
    const last = own.findLast(({ event }) => ["Split", "Transformed", "Consumed"].includes(event)) ?? own[0];
    expect(String(last?.args.quantity)).toBe(quantity);
    expect(String(own[0]?.args.quantity)).toBe(made);
    expect(fates.reduce((total, amount) => total + amount, BigInt(quantity as string))).toBe(BigInt(made as string));
    expect(JSON.parse(gone as string)).toEqual(
      Object.fromEntries(FATES.flatMap((fate, index) => (fates[index] ? [[fate, String(fates[index])]] : []))),
    );
  }
});

test("a recall reaches what a plain search reaches, in each of its scopes", async () => {
  const nobody = { regulator: null, addresses: [], actingFor: new Map() };
  for (const id of [...codes.keys()].filter((_, index) => index % 7 === 0)) {
    const origins = [...search([id], parents)].filter((one) => !parents.has(one));
    for (const [scope, found] of [
      ["batch", new Set([id])],
      ["descendants", search([id], children)],
      ["lineage", search([id, ...origins], children)],
    ] as const) {
      const { items, isTruncated } = await planRecall(services, nobody, id, scope);
      expect(items.map(({ batchId }) => batchId).toSorted(), `${scope} of ${codes.get(id)}`).toEqual(
        [...found].toSorted(),
      );
      expect(isTruncated).toBe(false);
    }
  }
});

test("all of it is the same when it is mirrored anew", async () => {
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump() === before).toBe(true);
});
