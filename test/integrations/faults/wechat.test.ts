/** A WeChat in trouble, seen through the orders dialect. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { WECHAT_GUARD, wechatHttp } from "../../../integrations/wechat/http.ts";
import { during, type Orders, refusal, startOrders } from "../../api/orders/support/orders.ts";
import { startWechat } from "../../api/orders/support/wechat.ts";
import { expectDiscretion, guardedBy, openLog, recordedOutcomes, type Subject, survives } from "./faults.ts";
import { answer, bodyFaults, CREDENTIAL_FAULTS, HTTP_FAULTS, JSON_FAULTS } from "./http.ts";
import { type Road, startRoad } from "./road.ts";

const UNAVAILABLE = refusal("服务错误：微信服务暂时不可用");
const MISCONFIGURED = refusal("服务错误：微信服务配置有误");
const UNCONFIRMED = refusal("微信未确认消息是否送达，为避免重复不再发送");
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
  const guard = guards.guard("wechat", guardedBy(WECHAT_GUARD));
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

/** One message by one key, until it is sent or nobody can tell whether it was; then another. */
let message = 1;
const settled = new Set<string>();
/** What is said while WeChat surely sends nothing. */
let failure = UNAVAILABLE;

/** The log's entry of the present message: there is one, however often it was tried. */
async function stateOfMessage(): Promise<{ id: string; state: string }> {
  const rows = await api.database.read.selectFrom("message_log").select(["id", "state"]).execute();
  const [row, ...more] = rows.filter(({ id }) => !settled.has(id));
  expect(more).toEqual([]);
  return row ?? { id: "", state: "none" };
}

function settle(id: string): void {
  settled.add(id);
  message += 1;
}

async function send() {
  const headers = { "idempotency-key": `message-${message}` };
  const answered = await api.call("POST", "/api/wechat/template-msg", { token: user.token, body: MESSAGE, headers });
  told.push(answered.text);
  return answered;
}

const subject: Subject = {
  get road() {
    return road;
  },
  integrations: guards,
  calls,
  served: () => server.asked.length,
  get secrets() {
    return [server.appSecret, ...new Set(server.asked.flatMap(({ query }) => query.access_token ?? []))];
  },
  told,
  async attempt() {
    const taken = server.messages.length;
    const { status, body } = await send();
    const { id, state } = await stateOfMessage();
    if (status === 200) {
      // However often it was tried, it is one message to WeChat.
      expect([body.success, state, server.messages.length]).toEqual([true, "sent", taken + 1]);
      settle(id);
      return true;
    }
    expect([status, server.messages.length]).toEqual([500, taken]);
    if (state === "unconfirmed") {
      // WeChat may have taken it before it fell silent: it is not sent again by its key.
      const before = calls.length;
      expect([body, (await send()).body, calls.length]).toEqual([UNCONFIRMED, UNCONFIRMED, before]);
      settle(id);
    } else {
      // It was not sent, and goes with the next request of its key.
      expect([body, state]).toEqual([failure, "failed"]);
    }

    // Nobody logs in meanwhile, and the code is not used up.
    server.codes.set("waiting", "oWaiting-_0123456789");
    const answered = await api.call("POST", "/api/auth/wx-login", { body: { code: "waiting" } });
    expect([answered.status, answered.body]).toEqual([500, failure]);
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
    expect(await subject.attempt()).toBe(true);
    server.instead(() => {
      server.instead();
      return { body: { errcode, errmsg: "access_token expired" } };
    });
    const before = calls.length;
    expect(await subject.attempt()).toBe(true);
    const made = calls.slice(before).map(({ operation, outcome }) => `${operation} ${outcome}`);
    // WeChat would give the same token again: it is made to give another.
    const granted = ["stableToken succeeded", "stableToken succeeded"];
    expect(made).toEqual(["sendMessage refused", ...granted, "sendMessage succeeded"]);
    expect(guards.states()[0]?.circuit).toBe("closed");
  },
);

test("wrong credentials are an answer: WeChat works, and is asked again as soon as they are right", async () => {
  const before = calls.length;
  const wrong = { body: { errcode: 40125, errmsg: `invalid appsecret ${server.appSecret}` } };
  failure = MISCONFIGURED;
  for (let round = 0; round < 5; round++) expect(await during(server, wrong, () => subject.attempt())).toBe(false);
  failure = UNAVAILABLE;
  expect(guards.states()[0]?.circuit).toBe("closed");
  expect(new Set(calls.slice(before).map(({ outcome }) => outcome))).toEqual(new Set(["refused"]));
  expect(await subject.attempt()).toBe(true);
  expectDiscretion(subject);
});

test("calls that failed and were rejected are counted", async () => {
  expect(await recordedOutcomes(api, "wechat")).toEqual(["failed", "refused", "rejected", "succeeded"]);
});
