import type { CallStatistics } from "../ports/calls.ts";
import type { Services } from "../services.ts";

const HOUR = 3_600_000;

/** The calls of each endpoint over the last hour. */
export async function recentCalls(services: Services) {
  const checkedAt = services.now();
  const endpoints = await services.calls.byEndpoint(new Date(checkedAt.getTime() - HOUR));
  return { endpoints, checkedAt };
}

/** The calls of the last 24 hours, by hour and by endpoint. */
export async function callsOfTheDay(services: Services) {
  const since = new Date(services.now().getTime() - 24 * HOUR);
  const [hours, endpoints] = await Promise.all([services.calls.byHour(since), services.calls.byEndpoint(since)]);
  return { hours, endpoints };
}

/** How many of the calls failed, in percent with two decimals. */
export function errorRate({ calls, failed }: CallStatistics): number {
  return calls === 0 ? 0 : Math.round((failed / calls) * 10_000) / 100;
}
