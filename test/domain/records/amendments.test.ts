import { expect, test } from "vitest";
import { type AmendableLine, amendedSteps } from "../../../domain/records/amendments.ts";

const [ANN, BEN] = ["0xaa", "0xbb"];
const line = (seq: number, actor: string, amended: number | null = null, index = 0): AmendableLine => ({
  seq,
  actor,
  amended: amended === null ? null : { seq: amended, index },
  steps: 1,
});
const series = (seq: number, actor: string, steps: number): AmendableLine => ({ ...line(seq, actor), steps });
/** Each amendment that counts, and the step that it is about. */
const told = (...lines: AmendableLine[]) =>
  [...amendedSteps(lines)].map(([seq, step]) => `${seq}: ${step.seq}.${step.index}`);

test("an amendment is about the line that it amends, through others, if all are of one actor", () => {
  const lines = [line(1, ANN), line(2, BEN), line(3, ANN, 1), line(4, ANN, 3), line(5, BEN, 2)];
  expect(told(...lines)).toEqual(["3: 1.0", "4: 1.0", "5: 2.0"]);
});

test("another's amendment, and one of a line that is not there, is about nothing", () => {
  const lines = [line(1, ANN), line(2, BEN, 1), line(3, ANN, 2), line(4, BEN, 9), line(5, ANN, 1)];
  expect(told(...lines)).toEqual(["5: 1.0"]);
});

test("of a series it is about the step that it names, and about nothing beyond its end or by another", () => {
  const lines = [series(1, ANN, 3), line(2, ANN, 1, 2), line(3, ANN, 1, 3), line(4, BEN, 1, 0), line(5, ANN, 2)];
  // The last amends an amendment, which is about the third step.
  expect(told(...lines)).toEqual(["2: 1.2", "5: 1.2"]);
  // A line that is no series has one step.
  expect(told(line(1, ANN), line(2, ANN, 1, 1), line(3, ANN, 2, 1))).toEqual([]);
});
