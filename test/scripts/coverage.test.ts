import { expect, test } from "vitest";
import { instrument } from "../../scripts/coverage/instrument.ts";
import { coverageOf, parseLcov, percent, renderRow, renderUncovered, totalOf } from "../../scripts/coverage/report.ts";

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev Größer als ASCII: the compiler counts in bytes.
function choose(bool a, bool b, uint256 c) pure returns (uint256) {
    if (a && (b || c > 1)) return 1;
    require(c != 7);
    for (uint256 i = 0; i < 2; ++i) c++;
    return b ? c : 0;
}
`;

test("each condition goes through a function of its own, and the source's lines stay where they are", () => {
  const { source, lines, branches } = instrument(SOURCE, "Branch");
  const copy = source.split("\n");
  expect(lines).toBe(10);
  expect(copy[3]).toBe("/// @dev Größer als ASCII: the compiler counts in bytes.");
  expect(copy[5]).toBe("    if (Branch0.branch(Branch1.branch(a) && (Branch2.branch(b) || c > 1))) return 1;");
  expect(copy[6]).toBe("    require(Branch3.branch(c != 7));");
  expect(copy[7]).toBe("    for (uint256 i = 0; i < 2; ++i) c++;");
  expect(copy[8]).toBe("    return Branch4.branch(b) ? c : 0;");
  expect(branches.map(({ line, condition }) => `${line}: ${condition}`)).toEqual([
    "6: a && (b || c > 1)",
    "6: a",
    "6: b",
    "7: c != 7",
    "9: b",
  ]);
  for (const { trueLine, falseLine } of branches) {
    expect(copy[trueLine - 1]).toBe("return true;");
    expect(copy[falseLine - 1]).toBe("return false; } }");
  }
});

test("a source that does not compile is an error", () => {
  expect(() => instrument("contract {", "Branch")).toThrow("ParserError");
});

test("lines never run and outcomes never come to are named", () => {
  const source = instrument(SOURCE, "Branch");
  const [first] = source.branches;
  const ran = source.branches.flatMap(({ trueLine, falseLine }) => [trueLine, falseLine]);
  const lcov = [
    "TN:",
    "SF:contracts/Other.sol",
    "DA:6,0",
    "end_of_record",
    "SF:contracts/Choose.sol",
    ...["DA:6,3", "DA:7,0", "DA:8,0", "DA:9,2"],
    ...ran.map((line) => `DA:${line},${line === first?.falseLine ? 0 : 1}`),
    "end_of_record",
  ].join("\n");
  const coverage = coverageOf("contracts/Choose.sol", source, parseLcov(lcov));
  expect(coverage).toMatchObject({ lines: 4, branches: 10 });
  expect(renderUncovered(coverage)).toEqual([
    "✗ contracts/Choose.sol:7-8 is never run",
    "✗ contracts/Choose.sol:6: a && (b || c > 1) is never false",
  ]);
  expect(renderRow(totalOf([coverage, coverage]))).toMatch(/^total +50\.00 % \(4\/8\) +90\.00 % \(18\/20\)$/);
});

test("branches of a file that no test loads are not covered", () => {
  expect(coverageOf("contracts/Choose.sol", instrument(SOURCE, "Branch"), new Map())).toMatchObject({
    branches: 10,
    uncoveredBranches: { length: 10 },
  });
});

test("of nothing, all is covered", () => {
  expect(percent(0, 0)).toBe(100);
  expect(percent(8, 2)).toBe(75);
});
