/** The chain's word comes before its holder's. */
import { expect, test } from "vitest";
import { batchStatusOf } from "../../../domain/batches/batch-status.ts";
import { batchOf, descriptionOf } from "../../support/made.ts";

test.each([
  ["active", "sold-out", "sold-out"],
  ["active", null, "active"],
  ["recalled", "sold-out", "recalled"],
  ["withdrawn", "sold-out", "withdrawn"],
] as const)("%s on chain and %s in its holder's words is %s", (status, state, told) => {
  expect(batchStatusOf(batchOf({ status, description: state && descriptionOf({ state }) }))).toBe(told);
});
