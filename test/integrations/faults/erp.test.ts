/** An ERP in trouble, seen through the orders dialect. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import { ERP_GUARD, restErp } from "../../../integrations/erp/rest.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { ERP_TOKEN, startErp } from "../../api/orders/support/erp.ts";
import { type Orders, refusal, startOrders } from "../../api/orders/support/orders.ts";
import { guardedBy, openLog, recordedOutcomes, type Subject, survives } from "./faults.ts";
import { answer, bodyFaults, CREDENTIAL_FAULTS, HTTP_FAULTS, JSON_FAULTS } from "./http.ts";
import { type Road, startRoad } from "./road.ts";

const UNAVAILABLE = refusal("服务器错误：ERP服务暂时不可用");
const guards = createGuards();
const calls: OutgoingCall[] = [];
const { told, logger } = openLog();
let server: Awaited<ReturnType<typeof startErp>>;
let road: Road;
let api: Orders;
let bound: string;
let stranger: string;

beforeAll(async () => {
  server = await startErp();
  road = await startRoad(Number(new URL(server.url).port));
  const guard = guards.guard("erp", guardedBy(ERP_GUARD));
  guards.onCall((call) => calls.push(call));
  const erp = restErp({ url: `http://127.0.0.1:${road.port}`, token: ERP_TOKEN, guard, probeInterval: 0 });
  api = await startOrders({ parts: { guards, erp, logger }, app: { logger } });
  bound = (await api.bound()).token;
  stranger = (await api.logIn()).token;
});
afterAll(async () => {
  await api.close();
  await road.close();
  await server.close();
});

async function ask(path: string, as = bound): Promise<boolean> {
  const { status, body, text } = await api.call("GET", `/api/${path}`, { token: as });
  told.push(text);
  if (status === 200) return body.success;
  expect([status, body]).toEqual([500, UNAVAILABLE]);
  return false;
}

const subject: Subject = {
  get road() {
    return road;
  },
  integrations: guards,
  calls,
  served: () => server.asked.length,
  secrets: [ERP_TOKEN],
  told,
  async attempt() {
    const done = await ask("orders/search");
    if (done) return true;
    // Who gives a company's code meanwhile is told so, and bound to nothing.
    const answered = await api.call("POST", "/api/auth/bind-company", {
      token: stranger,
      body: { inviteCode: "INVITE123" },
    });
    expect([answered.status, answered.body]).toEqual([500, UNAVAILABLE]);
    const profile = await api.call("GET", "/api/user/profile", { token: stranger });
    expect(profile.body.data.erpBinding.customerId).toBeNull();
    return false;
  },
};

survives(() => subject, {
  ...HTTP_FAULTS,
  ...bodyFaults(4 * 1024 * 1024),
  ...JSON_FAULTS,
  ...CREDENTIAL_FAULTS,
  "sends rows without what they need": answer("200 OK", '{"data":[{"客户名称":1}],"total":1}'),
});

test("a token that the ERP does not take for a moment is not noticed by who asks", async () => {
  let refused = 0;
  server.instead(() => {
    refused += 1;
    server.instead();
    return { status: 401, body: { error: "expired" } };
  });
  const before = calls.length;
  expect(await subject.attempt()).toBe(true);
  expect(refused).toBe(1);
  expect(calls.slice(before)).toMatchObject([{ operation: "orders", attempts: 2, outcome: "succeeded" }]);
});

test("who was told so binds as soon as the ERP is back; calls that failed and were rejected are counted", async () => {
  const binding = await api.call("POST", "/api/auth/bind-company", {
    token: stranger,
    body: { inviteCode: "INVITE123" },
  });
  expect(binding.body.success).toBe(true);
  expect(await recordedOutcomes(api, "erp")).toEqual(["failed", "rejected", "succeeded"]);
});
