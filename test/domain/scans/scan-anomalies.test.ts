/** Which batches are one item, so that looks from afar are odd. */
import { expect, test } from "vitest";
import { anomaliesOf, isOneItem } from "../../../domain/scans/scan-anomalies.ts";
import { batchOf, descriptionOf, servicesOf } from "../../support/made.ts";

const of = (attributes: Record<string, unknown>) => ({
  description: descriptionOf({ attributes: attributes as never }),
});

test.each([
  [{ unit: "H87", quantity: 1_000n }, true],
  [{ unit: "H87", quantity: 2_000n }, false],
  // A piece that was used up was one.
  [{ unit: "H87", quantity: 0n, description: descriptionOf({ quantity: "1000" }) }, true],
  [{ unit: "KGM", quantity: 1_000n }, false],
  [of({ serial: "A-1" }), true],
  [of({ "Serial No": 17 }), true],
  [of({ serial_number: "A-1" }), true],
  [of({ 序列号: "甲1" }), true],
  [of({ serial: " " }), false],
  [of({ serial: ["A-1"] }), false],
  [of({ serials: "A-1" }), false],
  [{ description: null }, false],
])("%# is one item: %s", (change, is) => {
  expect(isOneItem(batchOf(change as object))).toBe(is);
});

test("looks at a batch of many are not compared", async () => {
  const at = (minutes: number, region: string) => ({ at: new Date(minutes * 60_000), visitor: region, region });
  const services = servicesOf<Parameters<typeof anomaliesOf>[0]>({
    scans: { latest: async () => [at(0, "CN"), at(10, "BR")] },
  });
  expect(await anomaliesOf(services, batchOf({ unit: "H87", quantity: 1_000n }))).toMatchObject([
    { type: "impossible-travel" },
  ]);
  expect(await anomaliesOf(services, batchOf())).toEqual([]);
});
