/** `/api/health/check` beyond what the document prints: the parts that it does not know of. */
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import { parseSmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { diskObjects } from "../../../integrations/objects/disk.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { startMailSandbox } from "../../../integrations/sandbox/mail/server.ts";
import { startSmsSandbox } from "../../../integrations/sandbox/sms/server.ts";
import { clientOf } from "../support/api.ts";
import { type Orders, startOrders } from "./support/orders.ts";

let api: Orders;
beforeAll(async () => {
  api = await startOrders();
});
afterAll(() => api.close());

describe("health of the other parts", () => {
  const check = async (services: Partial<Orders["services"]> = {}) => {
    const fine = async () => ({ ok: true, detail: "answers" });
    const health = { database: fine, chain: fine, indexer: fine };
    return (await other(services, health).call("GET", "/api/health/check")).body;
  };

  test.each(["chain", "indexer"])("without the %s it is degraded", async (part) => {
    const fine = async () => ({ ok: true, detail: "answers" });
    const health = { database: fine, chain: fine, indexer: fine, [part]: async () => ({ ok: false, detail: "away" }) };
    const { status, body } = await other({}, health).call("GET", "/api/health/check");
    expect([status, body.message, body.data.status]).toEqual([200, "系统部分服务不可用", "degraded"]);
    expect(body.data.services[part]).toBe("unhealthy");
  });

  test("without the folder of the files it is degraded, until it is back", async () => {
    const folder = join(api.folder, "watched-objects");
    const objects = await diskObjects(folder, 0);
    expect((await check({ objects })).data.services.storage).toBe("healthy");
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
    await rename(folder, `${folder}-away`);
    expect((await check({ objects })).data).toMatchObject({ status: "degraded", services: { storage: "unhealthy" } });
    await rename(`${folder}-away`, folder);
    expect((await check({ objects })).data).toMatchObject({ status: "healthy", services: { storage: "healthy" } });
  });

  test("a system outside is told where it was set up, and is not well while its circuit is open", async () => {
    const guards = createGuards();
    const mail = guards.guard("mail", { timeout: 1_000, failures: 2, openFor: 60_000 });
    guards.guard("sms", { timeout: 1_000 });
    expect((await check({ integrations: guards })).data).toMatchObject({
      status: "healthy",
      services: { mail: "healthy", sms: "healthy" },
    });
    const fail = () => mail.run({ operation: "send" }, () => Promise.reject(new Error("away")));
    for (let i = 0; i < 2; i++) await expect(fail()).rejects.toThrow();
    const { data } = await check({ integrations: guards });
    expect(data).toMatchObject({ status: "degraded", services: { mail: "unhealthy", sms: "healthy" } });
    expect(data.services).not.toHaveProperty("evaluator");
  });

  test("mail and SMS are asked whether they let us in, and are not well where they do not", async () => {
    const centre = { systemId: "sandbox", password: "sandbox" };
    const user = { user: "sandbox", password: "p@ss word" };
    const taken: unknown[] = [];
    const take = async (message: unknown) => void taken.push(message);
    const mail = await startMailSandbox({ ...user, take });
    const sms = await startSmsSandbox({ ...centre, take });
    const driversWith = (mailPassword: string, smsPassword: string) => {
      const location = parseSmtpLocation(
        `smtp://sandbox:${encodeURIComponent(mailPassword)}@127.0.0.1:${mail.port}`,
        false,
      );
      const there = { host: "127.0.0.1", port: sms.port, tls: false, source: "Suyuan" };
      const drivers = {
        mail: smtpMail({ location, from: { name: "", address: "noreply@example.com" }, probeInterval: 0 }),
        sms: smppSms({ ...there, ...centre, password: smsPassword, probeInterval: 0 }),
      };
      const integrationHealth = { mail: drivers.mail.health, sms: drivers.sms.health };
      return { drivers, states: async () => (await check({ integrationHealth })).data.services };
    };
    const good = driversWith(user.password, centre.password);
    const bad = driversWith("guess", "guess");
    try {
      expect(await good.states()).toMatchObject({ mail: "healthy", sms: "healthy" });
      expect(await bad.states()).toMatchObject({ mail: "unhealthy", sms: "unhealthy" });
      await Promise.all([mail.close(), sms.close()]);
      expect(await good.states()).toMatchObject({ mail: "unhealthy", sms: "unhealthy" });
      expect(taken).toEqual([]);
    } finally {
      await Promise.all([good, bad].map(({ drivers }) => drivers.sms.close()));
    }
  });
});

/** The same services, some replaced, behind another application. */
function other(services: Partial<Orders["services"]>, health: object = {}) {
  return clientOf(
    createApp({
      services: { ...api.services, ...services },
      health: health as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
    }),
  );
}
