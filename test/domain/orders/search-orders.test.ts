/** Which orders are asked for, from what a form sends. */
import { expect, test } from "vitest";
import { searchOrdersInput } from "../../../domain/orders/search-orders.ts";
import { parseInput } from "../../../domain/shared/input.ts";

test.each([
  [{}, { page: 1, pageSize: 20 }],
  [
    { keyword: "", status: "", page: "", pageSize: "" },
    { page: 1, pageSize: 20 },
  ],
  [{ keyword: "  " }, { page: 1, pageSize: 20 }],
  [
    { keyword: " 番茄 ", page: "2", pageSize: "100" },
    { keyword: "番茄", page: 2, pageSize: 100 },
  ],
])("%j is %j", (input, query) => {
  expect(parseInput(searchOrdersInput, input)).toEqual(query);
});

test.each([
  { page: "0" },
  { page: "1.5" },
  { page: "1000001" },
  { page: "x" },
  { pageSize: "0" },
  { pageSize: "101" },
  { keyword: "a\u0000" },
  { keyword: "x".repeat(101) },
  { status: "lost" },
])("%j is refused", (input) => {
  expect(searchOrdersInput.safeParse(input).success).toBe(false);
});
