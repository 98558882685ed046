/** Over which time a batch's looks are counted, and what is told of them. */
import { expect, test } from "vitest";
import { batchStatistics } from "../../../domain/scans/batch-statistics.ts";
import { accountOf, batchOf, contextOf, servicesOf, TRACE_ID } from "../../support/made.ts";

async function told(input: object, regions: [string | null, number][] = [], ratings = { count: 0, sum: 0 }) {
  const ranges: unknown[] = [];
  const services = servicesOf<Parameters<typeof batchStatistics>[0]>({
    now: () => new Date("2026-03-10T12:00:00Z"),
    mirror: { batchByTraceId: async () => batchOf() },
    administrators: { has: async () => true },
    scans: {
      async statistics(_: string, range: unknown) {
        ranges.push(range);
        return { byRegion: regions.map(([region, count]) => ({ region, count })) };
      },
    },
    feedback: { ratings: async () => ratings },
  });
  const statistics = await batchStatistics(services, contextOf(accountOf()), TRACE_ID, input);
  return { ...statistics, range: ranges[0] as { from: Date | null; to: Date | null } };
}

test.each([
  [{}, null, null],
  [{ period: "day" }, "2026-03-10T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ period: "week" }, "2026-03-04T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ period: "month" }, "2026-02-09T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ period: "year" }, "2025-03-11T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ period: "week", toDate: "2026-01-07" }, "2026-01-01T00:00:00.000Z", "2026-01-07T23:59:59.999Z"],
  [{ period: "day", toDate: "1969-12-31" }, "1969-12-31T00:00:00.000Z", "1969-12-31T23:59:59.999Z"],
  // Only shorter.
  [{ period: "week", fromDate: "2026-03-08" }, "2026-03-08T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ period: "week", fromDate: "2026-01-01" }, "2026-03-04T00:00:00.000Z", "2026-03-10T12:00:00.000Z"],
  [{ fromDate: "2026-01-01" }, "2026-01-01T00:00:00.000Z", null],
])("%j is from %s to %s", async (input, from, to) => {
  const { range } = await told(input);
  expect([range.from?.toISOString() ?? null, range.to?.toISOString() ?? null]).toEqual([from, to]);
});

test.each([{ period: "hour" }, { fromDate: "2026-03-02", toDate: "2026-03-01" }, { toDate: "soon" }])(
  "%j is refused",
  async (input) => {
    await expect(told(input)).rejects.toMatchObject({ code: "validation" });
  },
);

test("ten countries are told by name; the others, and those that are not known, are one", async () => {
  const countries = Array.from({ length: 12 }, (_, index) => [`C${index}`, 20 - index] as [string, number]);
  const { byRegion } = await told({}, [[null, 100], ...countries]);
  expect(byRegion).toHaveLength(11);
  expect(byRegion[9]).toEqual({ region: "C9", count: 11 });
  expect(byRegion[10]).toEqual({ region: null, count: 100 + 10 + 9 });
  expect((await told({}, [["CN", 5]])).byRegion).toEqual([{ region: "CN", count: 5 }]);
});

test.each([
  [0, 0, null],
  [3, 14, 4.7],
  [3, 13, 4.3],
  [2, 9, 4.5],
])("%i ratings that come to %i are %s on average", async (count, sum, average) => {
  expect(await told({}, [], { count, sum })).toMatchObject({ feedbackCount: count, averageRating: average });
});
