/** What a good was made of, as its certificate tells anybody. */
import { expect, test } from "vitest";
import { inputsOf, MOST_INPUTS_LISTED } from "../../../domain/lineage/inputs.ts";
import type { LineageEdge, LineageNode } from "../../../domain/lineage/ports.ts";
import type { Hex } from "../../../domain/shared/hex.ts";

const idOf = (name: string): Hex => `0x${name}`;
const nodeOf = (name: string, change: Partial<LineageNode> = {}) =>
  ({
    id: idOf(name),
    code: name,
    name,
    isPublic: true,
    unit: "KGM",
    verdict: null,
    recalls: 0,
    ...change,
  }) as LineageNode;

/** What one lineage says: of which each was made, in one way. */
function told(
  made: Readonly<Record<string, readonly string[]>>,
  kind: (child: string) => LineageEdge["kind"],
  some: readonly LineageNode[] = [],
) {
  const known = new Map(some.map((node) => [node.code, node]));
  const follow = async ([id]: readonly Hex[]) => {
    const child = String(id).slice(2);
    const edges = (made[child] ?? []).map((parent) => ({
      ...{ parent: idOf(parent), child: idOf(child), quantity: 2_500n, kind: kind(child) },
    }));
    const above = [...new Set(made[child] ?? [])].map((name) => known.get(name) ?? nodeOf(name));
    return { nodes: [nodeOf(child), ...above], edges, isTruncated: false };
  };
  return inputsOf({ lineages: { follow } } as never, { id: idOf("sauce") });
}

test("each input once, with all of it that went in, the recalled and failed first", async () => {
  const { items, more } = await told({ sauce: ["basil", "roots", "roots", "salt"] }, () => "transformation", [
    nodeOf("salt", { recalls: 2 }),
    nodeOf("roots", { verdict: "fail" }),
  ]);
  expect(items.map(({ code, quantity, isRecalled, verdict }) => [code, quantity, isRecalled, verdict])).toEqual([
    ["salt", 2_500n, true, null],
    ["roots", 5_000n, false, "fail"],
    ["basil", 2_500n, false, null],
  ]);
  expect(more).toBe(0);
});

test("many are counted, and a withheld one is a blank", async () => {
  const names = Array.from({ length: MOST_INPUTS_LISTED + 3 }, (_, index) => `n${index}`);
  const { items, more } = await told({ sauce: names }, () => "transformation", [
    nodeOf("n0", { isPublic: false, recalls: 1 }),
  ]);
  expect([items.length, more]).toEqual([MOST_INPUTS_LISTED, 3]);
  expect(items[0]).toEqual({ code: null, name: null, quantity: null, unit: null, verdict: null, isRecalled: false });
});

test("a part tells what the whole was made of, unless that is withheld; a harvest and its parts nothing", async () => {
  const kind = (child: string) => (child === "pot" ? "transformation" : "split");
  const part = { sauce: ["half"], half: ["pot"], pot: ["roots"] };
  expect((await told(part, kind)).items.map(({ code }) => code)).toEqual(["roots"]);
  expect(await told(part, kind, [nodeOf("pot", { isPublic: false })])).toEqual({ items: [], more: 0 });
  expect(await told({ sauce: ["field"] }, kind)).toEqual({ items: [], more: 0 });
});
