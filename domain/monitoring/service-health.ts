import type { Services } from "../services.ts";
import type { ServiceHealth } from "../shared/service-health.ts";
import { withTimeout } from "../shared/with-timeout.ts";
import type { IntegrationName } from "./integrations.ts";

/** The components in every answer, set up or not. */
type Component = "database" | "erp" | "wechat" | "chain" | "indexer" | "storage";

/** Health of the product and its dependencies. */
export interface SystemHealth {
  /** `unhealthy` without the database; `degraded` without one of the others. */
  readonly status: "healthy" | "degraded" | "unhealthy";
  /** Each component, and each further external system that is set up. */
  readonly services: Readonly<Record<Component, ServiceHealth> & Partial<Record<IntegrationName, ServiceHealth>>>;
  /** Which of the systems outside are sandboxes. */
  readonly sandboxes: readonly IntegrationName[];
  readonly checkedAt: Date;
}

/** Checks of this process's own parts: whether each works. */
export interface OwnChecks {
  readonly database: () => Promise<boolean>;
  readonly chain: () => Promise<boolean>;
  readonly indexer: () => Promise<boolean>;
}

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_000;

/**
 * Check every component in parallel. An external system whose calls are not getting through is unhealthy, whatever it
 * last said; for those without a check of their own, nothing else is known.
 */
export async function serviceHealth(
  services: Pick<Services, "erp" | "integrationHealth" | "integrations" | "now" | "objects" | "settings" | "wechat">,
  checks: OwnChecks,
): Promise<SystemHealth> {
  const own = (check: () => Promise<boolean>) => answerOf(async () => ((await check()) ? "healthy" : "unhealthy"));
  const others = Object.entries(services.integrationHealth).flatMap(([name, check]) =>
    check ? [{ name, check }] : [],
  );
  const [database, erp, wechat, chain, indexer, storage, ...rest] = await Promise.all([
    own(() => checks.database()),
    answerOf(() => services.erp.health()),
    answerOf(() => services.wechat.health()),
    own(() => checks.chain()),
    own(() => checks.indexer()),
    answerOf(() => services.objects.health()),
    ...others.map(({ check }) => answerOf(check)),
  ]);
  const states: Record<Component, ServiceHealth> & Partial<Record<IntegrationName, ServiceHealth>> = {
    database,
    erp,
    wechat,
    chain,
    indexer,
    storage,
    ...Object.fromEntries(others.map(({ name }, index) => [name, rest[index]])),
  };
  for (const { name, circuit } of services.integrations.states()) {
    if (circuit === "open") states[name] = "unhealthy";
    else states[name] ??= "healthy";
  }
  const isWell = Object.values(states).every((state) => state === "healthy");
  return {
    status: database !== "healthy" ? "unhealthy" : isWell ? "healthy" : "degraded",
    services: states,
    sandboxes: services.settings.sandboxes,
    checkedAt: services.now(),
  };
}

function answerOf(check: () => Promise<ServiceHealth>): Promise<ServiceHealth> {
  return withTimeout(PATIENCE, check, "unhealthy").catch(() => "unhealthy");
}
