/** A WeChat in trouble, seen through the orders dialect. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutgoingCall } from "../../../domain/ports/integrations.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { WECHAT_GUARD, wechatHttp } from "../../../integrations/wechat/http.ts";
import { during, type Orders, refusal, startOrders } from "../../api/orders/support/orders.ts";
import { startWechat } from "../../api/orders/support/wechat.ts";
import { expectDiscretion, openLog, SHORT, type Subject, survives } from "./faults.ts";
import { answer, bodyFaults, CREDENTIAL_FAULTS, HTTP_FAULTS, JSON_FAULTS } from "./http.ts";
import { type Road, startRoad } from "./road.ts";

const UNAVAILABLE = refusal("服务错误：微信服务暂时不可用");
const MESSAGE = { templateId: "t", data: { thing1: { value: "x" } } };
const guards = createGuards();
const calls: OutgoingCall[] = [];
const { told, logger } = openLog();
let server: Awaited<ReturnType<typeof startWechat>>;
let road: Road;
let api: Orders;
let user: { token: string; userId: string };

beforeAll(async () => {
  server = await startWechat();
  road = await startRoad(Number(new URL(server.url).port));
  const { appId, appSecret } = server;
  const guard = guards.guard("wechat", { ...WECHAT_GUARD, ...SHORT });
  guards.onCall((call) => calls.push(call));
  const apiUrl = `http://127.0.0.1:${road.port}`;
  const wechat = wechatHttp({ apiUrl, appId, appSecret, guard, probeInterval: 0 });
  api = await startOrders({ parts: { guards, wechat, logger }, app: { logger } });
  user = await logIn("oUser-_0123456789");
});
afterAll(async () => {
  await api.close();
  await road.close();
  await server.close();
});

async function logIn(openid: string) {
  server.codes.set(openid, openid);
  const { body, text } = await api.call("POST", "/api/auth/wx-login", { body: { code: openid } });
  if (body.success !== true) throw new Error(text);
  return body.data as { token: string; userId: string };
}

/** One message by one key until it is sent, then another. */
let message = 1;
const logged = () => api.services.messages.byAccount(Number(user.userId), 1_000);

const subject: Subject = {
  get road() {
    return road;
  },
  integrations: guards,
  calls,
  served: () => server.asked.length,
  get secrets() {
    return [server.appSecret, "token-1"];
  },
  told,
  async attempt() {
    const [before, taken] = [(await logged()).filter(({ state }) => state === "sent").length, server.messages.length];
    const headers = { "idempotency-key": `message-${message}` };
    const { status, body, text } = await api.call("POST", "/api/wechat/template-msg", {
      ...{ token: user.token, body: MESSAGE, headers },
    });
    told.push(text);
    const log = await logged();
    const states = log.map(({ state }) => state);
    expect(new Set(log.map(({ id }) => id)).size).toBe(message);
    if (status === 200) {
      expect(body.success).toBe(true);
      // However often it was tried, it is one message to WeChat and one in the log.
      expect([server.messages.length, states.filter((state) => state === "sent").length]).toEqual([
        taken + 1,
        before + 1,
      ]);
      message += 1;
      return true;
    }
    expect([status, body]).toEqual([500, UNAVAILABLE]);
    expect([server.messages.length, states.filter((state) => state === "failed").length]).toEqual([taken, 1]);

    // Nobody logs in meanwhile, and the code is not used up.
    server.codes.set("waiting", "oWaiting-_0123456789");
    const answered = await api.call("POST", "/api/auth/wx-login", { body: { code: "waiting" } });
    expect([answered.status, answered.body]).toEqual([500, UNAVAILABLE]);
    expect(server.codes.has("waiting")).toBe(true);
    return false;
  },
};

survives(() => subject, {
  ...HTTP_FAULTS,
  ...bodyFaults(64 * 1024),
  ...JSON_FAULTS,
  ...CREDENTIAL_FAULTS,
  "is busy": answer("200 OK", '{"errcode":-1,"errmsg":"system error"}'),
});

test.each([42001, 40001, 40014])(
  "a token that WeChat ended (%i) is replaced, and the message is sent once",
  async (errcode) => {
    const [taken, grants] = [server.messages.length, server.grants()];
    expect(await subject.attempt()).toBe(true);
    server.endToken(errcode);
    expect(await subject.attempt()).toBe(true);
    expect([server.messages.length, server.grants()]).toEqual([taken + 2, grants + 1]);
    expect(guards.states()[0]?.circuit).toBe("closed");
  },
);

test("wrong credentials are an answer: WeChat works, and is asked again as soon as they are right", async () => {
  const before = calls.length;
  const wrong = { body: { errcode: 40125, errmsg: `invalid appsecret ${server.appSecret}` } };
  for (let round = 0; round < 5; round++) expect(await during(server, wrong, () => subject.attempt())).toBe(false);
  expect(guards.states()[0]?.circuit).toBe("closed");
  expect(new Set(calls.slice(before).map(({ outcome }) => outcome))).toEqual(new Set(["refused"]));
  expect(await subject.attempt()).toBe(true);
  expectDiscretion(subject);
});

test("calls that failed and were rejected are counted", async () => {
  await api.services.calls.flush();
  const rows = await api.database.read
    .selectFrom("calls")
    .select("outcome")
    .distinct()
    .where("integration", "=", "wechat")
    .execute();
  expect(rows.map(({ outcome }) => outcome).sort()).toEqual(["failed", "refused", "rejected", "succeeded"]);
});
