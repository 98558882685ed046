/** Which verdict on a batch stands when several were given. */
import { expect, test } from "vitest";
import { standingFails, type Verdicts, verdictOfAll, withVerdict } from "../../../domain/records/verdicts.ts";

const RANKS = { inspector: 1, other: 1, regulator: 2 } as const;
type Who = keyof typeof RANKS;

const given = (...verdicts: readonly (readonly [Who, "pass" | "fail"])[]) =>
  verdictOfAll(
    verdicts.reduce<Verdicts>(
      (before, [who, verdict]) => withVerdict(before, { verdict, by: `0x${who}`, rank: RANKS[who] }),
      {},
    ),
  );

test.each([
  [null, []],
  ["pass", [["inspector", "pass"]]],
  ["fail", [["inspector", "fail"]]],
  [
    "pass",
    [
      ["inspector", "fail"],
      ["inspector", "pass"],
    ],
  ],
  [
    "fail",
    [
      ["inspector", "fail"],
      ["other", "pass"],
    ],
  ],
  [
    "pass",
    [
      ["inspector", "fail"],
      ["other", "pass"],
      ["inspector", "pass"],
    ],
  ],
  [
    "fail",
    [
      ["inspector", "fail"],
      ["other", "fail"],
      ["inspector", "pass"],
    ],
  ],
  [
    "pass",
    [
      ["inspector", "fail"],
      ["regulator", "pass"],
    ],
  ],
  [
    "fail",
    [
      ["regulator", "fail"],
      ["inspector", "pass"],
    ],
  ],
  [
    "pass",
    [
      ["regulator", "pass"],
      ["inspector", "fail"],
    ],
  ],
  [
    "fail",
    [
      ["inspector", "pass"],
      ["regulator", "fail"],
    ],
  ],
  [
    "fail",
    [
      ["regulator", "pass"],
      ["regulator", "fail"],
      ["inspector", "pass"],
    ],
  ],
] as const)("%s stands after %j", (verdict, verdicts) => {
  expect(given(...(verdicts as readonly (readonly [Who, "pass" | "fail"])[]))).toBe(verdict);
});

test("the fails that stand are told, each author's latest one that counted", () => {
  const seqs = (...verdicts: readonly (readonly [Who, "pass" | "fail"])[]) =>
    standingFails(
      verdicts.map(([who, verdict], seq) => ({ verdict, by: `0x${who}` as const, rank: RANKS[who], seq })),
    ).map(({ seq }) => seq);
  expect(seqs(["inspector", "fail"], ["other", "pass"])).toEqual([0]);
  expect(seqs(["inspector", "fail"], ["other", "fail"], ["inspector", "fail"])).toEqual([1, 2]);
  expect(seqs(["inspector", "fail"], ["regulator", "pass"])).toEqual([]);
  expect(seqs(["regulator", "pass"], ["inspector", "fail"])).toEqual([]);
  expect(seqs(["inspector", "pass"])).toEqual([]);
});

test("a fail keeps its rank when its author fails it again in a lower one", () => {
  const twice = [2, 1].reduce<Verdicts>(
    (before, rank) => withVerdict(before, { verdict: "fail", by: "0xa", rank }),
    {},
  );
  expect(verdictOfAll(withVerdict(twice, { verdict: "pass", by: "0xb", rank: 2 }))).toBe("fail");
});
