import type { Application } from "../http/env.ts";
import type { HealthCheck, HealthChecks } from "../options.ts";

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_000;

/** `GET /healthz`: 200 exactly when every part works. */
export function healthRoute(app: Application, health: HealthChecks): void {
  app.get("/healthz", async (context) => {
    const [chain, indexer, database] = await Promise.all([
      outcome(() => health.chain()),
      outcome(() => health.indexer()),
      outcome(() => health.database()),
    ]);
    const ready = chain.ok && indexer.ok && database.ok;
    const body = { status: ready ? "ready" : "not-ready", checks: { chain, indexer, database } };
    return context.json(body, ready ? 200 : 503, { "Cache-Control": "no-store" });
  });
}

async function outcome(check: () => Promise<HealthCheck>): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: "does not answer" }), PATIENCE);
  });
  try {
    const { ok, detail } = await Promise.race([check(), late]);
    return { ok, detail };
  } catch {
    // What it throws may name an endpoint with its key.
    return { ok: false, detail: "failed" };
  } finally {
    clearTimeout(timer);
  }
}
