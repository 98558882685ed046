import { callsOfTheDay, recentErpCalls } from "../../../../domain/monitoring/call-statistics.ts";
import { serviceHealth } from "../../../../domain/monitoring/service-health.ts";
import { memoizeAsync } from "../../../../domain/shared/memoize-async.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { HealthCheck, RouteOptions } from "../../../options.ts";
import { dataOf, failedDataOf, failures } from "../documentation.ts";
import { success, timestamp } from "../envelope.ts";
import { erpCallsView, healthView, hourView, performanceView } from "../map.ts";
import { healthSchema, performanceSchema, recentCallsSchema } from "../schema.ts";

/** Milliseconds for which counts are cached: going through a million calls takes about a second. */
const holdFor = ({ seen }: { readonly seen: number }) => seen / 50;

/** The system's state and call statistics, from the recorded calls. */
export function monitoringRoutes(app: Application, { services, health }: RouteOptions): void {
  const common = { method: "get" as const, tags: ["Orders"] };
  const lastHour = memoizeAsync(() => recentErpCalls(services), holdFor);
  const lastDay = memoizeAsync(() => callsOfTheDay(services), holdFor);

  endpoint(
    app,
    {
      ...common,
      path: "/api/health/check",
      summary: "Whether database, ERP, WeChat and all else that this product leans on work",
      responses: {
        200: dataOf(healthSchema, "It works"),
        503: failedDataOf(healthSchema, "`success: false`: the database does not work"),
        ...failures(429),
      },
    },
    [],
    async (context) => {
      const works = (check: () => Promise<HealthCheck>) => async () => (await check()).ok;
      const { database, chain, indexer } = health;
      const checks = { database: works(database), chain: works(chain), indexer: works(indexer) };
      const { message, data } = healthView(await serviceHealth(services, checks));
      if (data.status !== "unhealthy") return success(context, message, data);
      return context.json({ success: false, message, timestamp: timestamp(), data }, 503);
    },
  );

  endpoint(
    app,
    {
      ...common,
      path: "/api/erp/status",
      summary: "The calls of the ERP over the last hour, by the endpoint that makes them",
      responses: { 200: dataOf(recentCallsSchema, "The calls"), ...failures(429) },
    },
    [],
    async (context) => {
      const { operations, checkedAt } = await lastHour();
      const data = { stats: operations.map(erpCallsView), checkTime: checkedAt.getTime() };
      return success(context, "查询成功", data);
    },
  );

  endpoint(
    app,
    {
      ...common,
      path: "/api/metrics/performance",
      summary: "The calls of the last 24 hours, by hour and by endpoint",
      responses: { 200: dataOf(performanceSchema, "The calls"), ...failures(429) },
    },
    [],
    async (context) => {
      const { hours, endpoints } = await lastDay();
      return success(context, "查询成功", {
        hourlyStats: hours.map(({ hour, ...rest }) => ({ hour: hourView(hour), ...performanceView(rest) })),
        endpointStats: endpoints.map((calls) => ({ endpoint: calls.endpoint, ...performanceView(calls) })),
      });
    },
  );
}
