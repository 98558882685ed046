import { expect, test } from "vitest";
import { type AmendableLine, rootsOf } from "../../../domain/records/amendments.ts";

const [ANN, BEN] = ["0xaa", "0xbb"];
const line = (seq: number, actor: string, amended: number | null = null): AmendableLine => ({ seq, actor, amended });

test("an amendment is about the line that it amends, through others, if all are of one actor", () => {
  const lines = [line(1, ANN), line(2, BEN), line(3, ANN, 1), line(4, ANN, 3), line(5, BEN, 2)];
  expect([...rootsOf(lines)]).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
    [4, 1],
    [5, 2],
  ]); // each line, and its root
});

test("another's amendment, and one of a line that is not there, is about nothing", () => {
  const lines = [line(1, ANN), line(2, BEN, 1), line(3, ANN, 2), line(4, BEN, 9), line(5, ANN, 1)];
  expect([...rootsOf(lines)]).toEqual([
    [1, 1],
    [5, 1],
  ]);
});
