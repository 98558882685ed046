import { expect, test } from "vitest";
import { canonicalCode } from "../../../domain/batches/canonical-code.ts";
import { skeletonOf } from "../../../domain/shared/skeleton.ts";
import { batchOf, servicesOf } from "../../support/made.ts";

const services = (...codes: string[]) =>
  servicesOf<Parameters<typeof canonicalCode>[0]>({
    mirror: {
      batchByCode: async (asked: string) => (codes.includes(asked) ? batchOf({ code: asked }) : undefined),
      batchesLike: async (skeleton: string) =>
        codes.filter((code) => skeletonOf(code) === skeleton).map((code) => batchOf({ code })),
    },
  });

test.each([
  ["AP-1", "AP-1"],
  ["ap-1.", "AP-1"],
  ["AP-2", "AP-2"],
  ["x".repeat(10_000), "x".repeat(10_000)],
])("by %j is meant %j", async (asked, meant) => {
  expect(await canonicalCode(services("AP-1", "ap-1/"), asked)).toBe(meant);
});

test("a batch's own code is always its own, and of several that look alike the first is meant", async () => {
  expect(await canonicalCode(services("AP-1", "ap-1"), "ap-1")).toBe("ap-1");
  expect(await canonicalCode(services("AP-1", "ap-1"), "Ap-1")).toBe("AP-1");
  // What no address can hold is nowhere to go.
  expect(await canonicalCode(services(".."), "%2e%2e")).toBe("%2e%2e");
});
