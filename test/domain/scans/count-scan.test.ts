/** A look is counted without anybody waiting for it, unless it is a program's; and how long it lasted, for a while. */
import { expect, test } from "vitest";
import { countScan } from "../../../domain/scans/count-scan.ts";
import { recordScanDuration } from "../../../domain/scans/record-scan-duration.ts";
import { BATCH_ID, batchOf, NOW, servicesOf } from "../../support/made.ts";

const CHINA = { country: "CN", dependable: true };

function started(isBot: boolean) {
  const kept: Promise<unknown>[] = [];
  const services = servicesOf<Parameters<typeof countScan>[0]>({
    now: () => NOW,
    clients: { isBot: () => isBot, regionOf: () => CHINA, deviceOf: () => "iOS" },
    visitors: { nameOf: async (at: Date, subject: string) => `${at.getTime()} ${subject}` },
    scans: { record: (scan: Promise<unknown>) => void kept.push(scan) },
  });
  return { services, kept };
}
const CLIENT = { address: "192.0.2.1", userAgent: "a phone" };

test("what is kept is when, which batch, where from and on what, and a name for the day; no address", async () => {
  const { services, kept } = started(false);
  const id = countScan(services, batchOf(), CLIENT);
  expect(kept).toHaveLength(1);
  const visitor = `${NOW.getTime()} ${BATCH_ID}`;
  expect(await kept[0]).toEqual({ id, batchId: BATCH_ID, at: NOW, visitor, region: CHINA, device: "iOS" });
});

test("a program's look is no person's", () => {
  const { services, kept } = started(true);
  expect([countScan(services, batchOf(), CLIENT), kept]).toEqual([null, []]);
});

test.each([
  [0, "kept"],
  [3_600, "kept"],
  [3_601, "validation"],
  [-1, "validation"],
  [1.5, "validation"],
  ["5", "validation"],
])("a look of %j seconds is %s", async (seconds, outcome) => {
  const asked: unknown[] = [];
  const services = servicesOf<Parameters<typeof recordScanDuration>[0]>({
    now: () => NOW,
    mirror: { batchByCode: async () => batchOf() },
    scans: { setDuration: async (...parameters: unknown[]) => asked.push(parameters) > 0 },
  });
  const result = recordScanDuration(services, "AP-1", "scan", { seconds });
  expect(
    await result.then(
      () => "kept",
      ({ code }) => code,
    ),
  ).toBe(outcome);
  const since = new Date("2026-03-10T10:00:00.500Z");
  expect(asked).toEqual(outcome === "kept" ? [["scan", BATCH_ID, seconds, since]] : []);
});

test("one that nobody remembers is not found", async () => {
  const services = servicesOf<Parameters<typeof recordScanDuration>[0]>({
    now: () => NOW,
    mirror: { batchByCode: async () => batchOf() },
    scans: { setDuration: async () => false },
  });
  await expect(recordScanDuration(services, "AP-1", "scan", { seconds: 5 })).rejects.toMatchObject({
    code: "not-found",
  });
});
