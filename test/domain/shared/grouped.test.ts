import { expect, test } from "vitest";
import { grouped } from "../../../domain/shared/grouped.ts";

test("items are put together by their key, both in their order", () => {
  expect([...grouped([3, 1, 5, 2], (item) => item % 2)]).toEqual([
    [1, [3, 1, 5]],
    [0, [2]],
  ]);
  expect(grouped([], String).size).toBe(0);
});
