import type { ServiceHealth } from "../ports/erp.ts";
import type { Services } from "../services.ts";

/** How the product and what it leans on stand. */
export interface SystemHealth {
  /** `unhealthy` without the database; `degraded` without one of the others. */
  readonly status: "healthy" | "degraded" | "unhealthy";
  readonly services: { readonly database: ServiceHealth; readonly erp: ServiceHealth; readonly wechat: ServiceHealth };
  readonly checkedAt: Date;
}

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_000;

/** Ask the database, the ERP and WeChat how they are, all at once. */
export async function serviceHealth(services: Services, checkDatabase: () => Promise<boolean>): Promise<SystemHealth> {
  const [database, erp, wechat] = await Promise.all([
    inTime(async () => ((await checkDatabase()) ? "healthy" : "unhealthy")),
    inTime(() => services.erp.health()),
    inTime(() => services.wechat.health()),
  ]);
  const rest = erp === "healthy" && wechat === "healthy" ? "healthy" : "degraded";
  return {
    status: database === "healthy" ? rest : "unhealthy",
    services: { database, erp, wechat },
    checkedAt: services.now(),
  };
}

async function inTime(check: () => Promise<ServiceHealth>): Promise<ServiceHealth> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<ServiceHealth>((resolve) => {
    timer = setTimeout(() => resolve("unhealthy"), PATIENCE);
  });
  return Promise.race([check().catch(() => "unhealthy" as const), late]).finally(() => clearTimeout(timer));
}
