/** The benchmarks measure what they say: small runs of their own parts, without the packages they compare with. */
import { describe, expect, test } from "vitest";
import { startEvm } from "../../bench/gas/evm.ts";
import { measureMulticalls } from "../../bench/gas/multicalls.ts";
import { gasTable, type Measurement } from "../../bench/gas/report.ts";
import { measureStrings } from "../../bench/gas/strings.ts";
import { deployTrace, unmeasuredVerbs } from "../../bench/gas/trace.ts";
import { measureVerbs } from "../../bench/gas/verbs.ts";
import { indexReport } from "../../bench/index/main.ts";
import { recallReport } from "../../bench/recall/main.ts";
import { median, race } from "../../bench/stopwatch.ts";
import { markdownTable, ratio, showRatio } from "../../bench/table.ts";
import { verifyReport } from "../../bench/verify/main.ts";
import { VERBS } from "../../domain/operations/act.ts";

/** A table's cells, without its header. */
const cells = (report: string) =>
  report
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe("gas", () => {
  test("every verb is measured, directly and brought, and sharing a transaction is cheaper", async () => {
    const trace = await deployTrace(await startEvm());
    const shared = await measureMulticalls(trace);
    const alone = await measureVerbs(trace);
    const gasOf = (list: readonly Measurement[], act: string) => list.find((each) => each.act === act)?.gas as number;

    const hows = new Set(alone.map(({ how }) => how));
    for (const verb of VERBS) {
      expect(hows).toContain(`Suyuan \`${verb}\``);
      expect(hows).toContain(`Suyuan \`${verb}\`, brought`);
    }
    expect(hows.size).toBe(alone.length);
    expect(gasOf(shared, "steps")).toBeLessThan(gasOf(alone, "step"));
    expect(gasOf(shared, "signedSteps")).toBeLessThan(gasOf(alone, "signedStep"));
    expect(gasOf(shared, "creations")).toBeLessThan(gasOf(alone, "creation"));

    expect(unmeasuredVerbs(trace.contract.interface, [...shared, ...alone])).toEqual([]);
    expect(unmeasuredVerbs(trace.contract.interface, [])).toContain("create");
  });

  test("the contract of strings does its work, and more words cost more", async () => {
    const measured = await measureStrings(await startEvm());
    const steps = measured.filter(({ act }) => act === "step").map(({ gas }) => gas);
    expect(measured).toHaveLength(4);
    expect(steps[1]).toBeGreaterThan(steps[0] as number);
  });

  test("each act is compared with ours of the same act, and an act that only others do is left out", () => {
    const table = gasTable(
      [
        { act: "step", how: "ours", gas: 40_000 },
        { act: "creation", how: "ours", gas: 80_000 },
      ],
      [
        { act: "creation", how: "theirs", gas: 200_000 },
        { act: "step", how: "theirs", gas: 220_000 },
        { act: "split", how: "theirs", gas: 1 },
      ],
    );
    expect(cells(table)).toEqual([
      ["One step", "ours", "40,000", "1.00×", ""],
      ["", "theirs", "220,000", "5.50×", ""],
      ["One creation", "ours", "80,000", "1.00×", ""],
      ["", "theirs", "200,000", "2.50×", ""],
    ]);
  });

  test("a demand is shown, and by how much it is missed", () => {
    const table = gasTable(
      [
        { act: "step", how: "Suyuan `record`", gas: 40_000 },
        { act: "creation", how: "Suyuan `create`", gas: 84_500 },
      ],
      [],
    );
    expect(cells(table).map((row) => row.at(-1))).toEqual(["≤ 41,000", "≤ 83,500: 1,000 over"]);
  });
});

test("the indexer mirrors every line in each of its races", async () => {
  const report = await indexReport({ lines: 40, rounds: 1 });
  expect(report).toContain("57 lines");
  expect(cells(report)).toHaveLength(7);
  expect(cells(report)[0]?.at(-1)).toBe("1.00×");
});

test("genuine proofs of any length pass while they are timed", async () => {
  const report = await verifyReport({ lengths: [1, 45], rounds: 1 });
  expect(cells(report).map(([lines]) => lines)).toEqual(["1", "45"]);
});

describe("arithmetic", () => {
  test("medians", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  test("ratios", () => {
    expect(ratio(30, 20)).toBe(1.5);
    expect(showRatio(9.994)).toBe("9.99×");
    expect(showRatio(12.34)).toBe("12.3×");
    expect(showRatio(123.4)).toBe("123×");
    expect(() => ratio(1, 0)).toThrow(RangeError);
    expect(() => ratio(Number.NaN, 1)).toThrow(RangeError);
  });

  test("columns are of equal width", () => {
    expect(markdownTable(["a", "b"], [["long cell", "1"]])).toBe(
      "| a         |   b |\n| --------- | --: |\n| long cell |   1 |",
    );
  });

  test("a race warms up, takes turns, and checks each contender's work", async () => {
    const turns: string[] = [];
    const contender = (name: string) => ({ name, run: () => turns.push(name), finish: () => turns.push(`${name}!`) });
    const medians = await race([contender("a"), contender("b")], 2);
    expect(turns.join(" ")).toBe("a a! b b! a a! b b! a a! b b!");
    expect([...medians.keys()]).toEqual(["a", "b"]);
  });
});

test("a lineage and the preview of a recall are timed, and reach every batch", async () => {
  const report = await recallReport({ layers: 3, wide: 20, rounds: 1 });
  expect(report).toContain("60 batches, 3 generations");
  expect(cells(report).map(([what, , demand]) => [what, demand])).toEqual([
    ["a lineage", "≤ 500 ms"],
    ["the preview of a recall", "≤ 1000 ms"],
  ]);
});
