/** Calls, over the hour and the day, and how many of them failed. */
import { expect, test } from "vitest";
import { callsOfTheDay, errorRate, recentErpCalls } from "../../../domain/monitoring/call-statistics.ts";
import { NOW, servicesOf } from "../../support/made.ts";

const counted = (integration: string | null, calls: number, failed = 0) => ({ integration, calls, failed });

test.each([
  [0, 0, 0],
  [3, 1, 33.33],
  [3, 2, 66.67],
  [7, 7, 100],
  [20_000, 1, 0.01],
])("of %i calls %i failed: %f %", (calls, failed, rate) => {
  expect(errorRate(counted("erp", calls, failed) as never)).toBe(rate);
});

test("the last hour's of the ERP, and how many were looked through; the last day's of this server", async () => {
  const since: Date[] = [];
  const endpoints = [counted("erp", 3), counted(null, 40), counted("erp", 2), counted("wechat", 5)];
  const services = servicesOf<Parameters<typeof recentErpCalls>[0]>({
    now: () => NOW,
    callLog: {
      byEndpoint: async (from: Date) => since.push(from) && endpoints,
      byHour: async (from: Date) => since.push(from) && ["hours"],
    },
  });
  expect(await recentErpCalls(services)).toEqual({
    operations: [endpoints[0], endpoints[2]],
    seen: 50,
    checkedAt: NOW,
  });
  expect(await callsOfTheDay(services)).toEqual({ hours: ["hours"], endpoints: [endpoints[1]], seen: 50 });
  expect(since.map((from) => NOW.getTime() - from.getTime())).toEqual([3_600_000, 86_400_000, 86_400_000]);
});
