/** Which verdict on a batch stands when several were given. */
import { expect, test } from "vitest";
import { type Verdicts, verdictOfAll, withVerdict } from "../../../domain/records/verdicts.ts";

const RANKS = { inspector: 1, other: 1, regulator: 2 } as const;
type Who = keyof typeof RANKS;

const given = (...verdicts: readonly (readonly [Who, "pass" | "fail"])[]) =>
  verdictOfAll(
    verdicts.reduce<Verdicts>((before, [who, verdict]) => withVerdict(before, verdict, `0x${who}`, RANKS[who]), {}),
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
