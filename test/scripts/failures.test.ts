import { expect, test } from "vitest";
import { firstLines, hardhatFailures, lastLines, renderFailure } from "../../scripts/test/failures.ts";

const HARDHAT = `
  contracts/test/Create.t.sol:CreateTest
    1) test_eq()
    2) testFuzz_small(uint256)

  3 passing
  2 failing

  1) CreateTest#test_eq()
    Error: one is two: 1 != 2
      at CreateTest.test_eq (contracts/test/Create.t.sol:10)


  2) CreateTest#testFuzz_small(uint256)
    Error: y is small

    Counterexample:
      args: 4974
`;

test("each failing Solidity test is named, with its error", () => {
  expect(hardhatFailures(HARDHAT)).toEqual([
    {
      name: "CreateTest#test_eq()",
      detail: "Error: one is two: 1 != 2\n      at CreateTest.test_eq (contracts/test/Create.t.sol:10)",
    },
    {
      name: "CreateTest#testFuzz_small(uint256)",
      detail: "Error: y is small\n\n    Counterexample:\n      args: 4974",
    },
  ]);
});

test("an output without failures names none", () => {
  expect(hardhatFailures("  3 passing\n")).toEqual([]);
});

test("of an error the beginning is shown, of an output the end", () => {
  const lines = Array.from({ length: 30 }, (_, index) => String(index));
  expect(firstLines(lines.join("\n")).split("\n")).toEqual(lines.slice(0, 12));
  expect(lastLines(`${lines.join("\n")}\n\n`).split("\n")).toEqual(lines.slice(-20));
});

test("a failure is a line with its name, and the detail indented below", () => {
  expect(renderFailure({ name: "a > b", detail: "one\ntwo" })).toBe("✗ a > b\n    one\n    two");
  expect(renderFailure({ name: "a > b", detail: "" })).toBe("✗ a > b");
});
