/** How the whole stands by its parts. */
import { afterEach, expect, test, vi } from "vitest";
import { serviceHealth } from "../../../domain/monitoring/service-health.ts";
import { NOW, servicesOf } from "../../support/made.ts";

afterEach(() => void vi.useRealTimers());

type Check = () => Promise<unknown>;
const well: Check = async () => "healthy";
const ask = (change: Record<string, Check> = {}, circuits: { name: string; circuit: string }[] = []) => {
  const part = (name: string) => ({ health: change[name] ?? well });
  const own = (name: string) => (change[name] ?? (async () => true)) as () => Promise<boolean>;
  return serviceHealth(
    servicesOf({
      now: () => NOW,
      settings: { sandboxes: ["erp"] },
      erp: part("erp"),
      wechat: part("wechat"),
      objects: part("storage"),
      integrationHealth: { mail: change.mail, sms: undefined },
      integrations: { states: () => circuits },
    }),
    { database: own("database"), chain: own("chain"), indexer: own("indexer") },
  );
};

test.each([
  [{}, "healthy"],
  [{ database: async () => false }, "unhealthy"],
  [{ database: () => Promise.reject(new Error("locked")) }, "unhealthy"],
  [{ chain: async () => false }, "degraded"],
  [{ erp: () => Promise.reject(new Error("away")) }, "degraded"],
  [{ storage: async () => "unhealthy" }, "degraded"],
  [{ mail: async () => "unhealthy" }, "degraded"],
])("with %o it is %s", async (change, status) => {
  const health = await ask(change as Record<string, Check>);
  expect(health.status).toBe(status);
  for (const name of Object.keys(change)) expect(health.services).toHaveProperty(name, "unhealthy");
});

test("a system whose calls do not pass is not well, whatever it says; of one without a check that is all that is known", async () => {
  const circuits = [
    { name: "erp", circuit: "open" },
    { name: "wechat", circuit: "half-open" },
    { name: "ipfs", circuit: "closed" },
    { name: "sms", circuit: "open" },
  ];
  const { services, status, sandboxes } = await ask({}, circuits);
  expect(services).toMatchObject({ erp: "unhealthy", wechat: "healthy", ipfs: "healthy", sms: "unhealthy" });
  expect([status, sandboxes]).toEqual(["degraded", ["erp"]]);
  // One that was not set up, and of which there is nothing to say, is not told.
  expect((await ask()).services).not.toHaveProperty("sms");
});

test("a part that does not answer is not waited for", async () => {
  vi.useFakeTimers();
  const asked = ask({ wechat: () => new Promise(() => undefined) });
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await asked).services.wechat).toBe("unhealthy");
});
