/** The batches that another system's codes name: as anybody sees them, and one look at the mirror for all. */
import { expect, test } from "vitest";
import { LINKED_BATCHES, linkedBatches, linkedDocument } from "../../../domain/orders/linked-batches.ts";
import { batchOf, servicesOf } from "../../support/made.ts";

function started() {
  const asked: string[][] = [];
  const services = servicesOf<Parameters<typeof linkedBatches>[0]>({
    settings: { publicUrl: "https://suyuan.test" },
    mirror: {
      async batchesByCodes(codes: string[]) {
        asked.push(codes);
        return [batchOf({ code: "a/b", status: "recalled" }), batchOf({ code: "B-1", visibility: "restricted" })];
      },
    },
  });
  return { services, asked };
}

test("each code leads to its batch, in the order of the codes; one that is not on chain is told to be so", async () => {
  const { services, asked } = started();
  const { batches, text } = await linkedDocument(services, {
    text: "told",
    batchCodes: ["B-1", "none", "a/b", "B-1", "no code", ".."],
  });
  expect(asked).toEqual([["B-1", "none", "a/b"]]);
  expect(text).toBe("told");
  expect(batches).toEqual([
    expect.objectContaining({ code: "B-1", status: "active", traceUrl: "https://suyuan.test/t/B-1" }),
    { code: "none", batch: null, status: null, traceUrl: null, journeyUrl: null },
    expect.objectContaining({
      code: "a/b",
      status: "recalled",
      traceUrl: "https://suyuan.test/t/a%2Fb",
      journeyUrl: "https://suyuan.test/v1/traces/public/a%2Fb",
    }),
  ]);
  // What is withheld from the public is no more told for being named elsewhere.
  expect(batches[0]?.batch?.description).toBeNull();
});

test("an answer leads to so many, and the rest is left out", async () => {
  const { services } = started();
  const codes = Array.from({ length: LINKED_BATCHES + 5 }, (_, index) => `C-${index}`);
  expect((await linkedBatches(services, codes)).size).toBe(LINKED_BATCHES);
});
