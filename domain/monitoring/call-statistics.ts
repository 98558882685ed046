import type { Services } from "../services.ts";
import type { CallStatistics } from "./call-log.ts";

const HOUR = 3_600_000;

/** Calls to the ERP over the last hour, by operation, and how many calls were examined for this. */
export async function recentErpCalls(services: Pick<Services, "callLog" | "now">) {
  const checkedAt = services.now();
  const endpoints = await services.callLog.byEndpoint(new Date(checkedAt.getTime() - HOUR));
  const seen = callsIn(endpoints);
  return { operations: endpoints.filter(({ integration }) => integration === "erp"), seen, checkedAt };
}

/** The last 24 hours' requests to this server, by hour and by endpoint, and how many calls were examined for this. */
export async function callsOfTheDay(services: Pick<Services, "callLog" | "now">) {
  const since = new Date(services.now().getTime() - 24 * HOUR);
  const [hours, endpoints] = await Promise.all([services.callLog.byHour(since), services.callLog.byEndpoint(since)]);
  return { hours, endpoints: endpoints.filter(({ integration }) => integration === null), seen: callsIn(endpoints) };
}

const callsIn = (endpoints: readonly CallStatistics[]) => endpoints.reduce((sum, { calls }) => sum + calls, 0);

/** How many of the calls failed, in percent with two decimals. */
export function errorRate({ calls, failed }: Pick<CallStatistics, "calls" | "failed">): number {
  return calls === 0 ? 0 : Math.round((failed / calls) * 10_000) / 100;
}
