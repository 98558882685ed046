/** The API with a WeChat and an ERP to talk to. */
import { expect } from "vitest";
import { ERP_GUARD, restErp } from "../../../../integrations/erp/rest.ts";
import { createGuards } from "../../../../integrations/outgoing/guards.ts";
import { WECHAT_GUARD, wechatHttp } from "../../../../integrations/wechat/http.ts";
import { until } from "../../../support/process.ts";
import type { WorldOptions } from "../../../support/world.ts";
import { startApi } from "../../support/api.ts";
import { COMPANY, ERP_TOKEN, startErp } from "./erp.ts";
import type { Answered, OutsideServer } from "./server.ts";
import { startWechat } from "./wechat.ts";

/** Tests do not wait long: a circuit that opens tries the next call at once. */
export const QUICK = { timeout: 1_000, patience: 1_500, pause: 1, openFor: 0 };

/** Start the API, a WeChat and an ERP. */
export async function startOrders(options: WorldOptions = {}) {
  const wechat = await startWechat();
  const erp = await startErp();
  const guards = createGuards();
  const api = await startApi({
    ...options,
    parts: {
      guards,
      wechat: wechatHttp({
        apiUrl: wechat.url,
        appId: wechat.appId,
        appSecret: wechat.appSecret,
        guard: guards.guard("wechat", { ...WECHAT_GUARD, ...QUICK }),
        probeInterval: 0,
      }),
      erp: restErp({
        url: erp.url,
        token: ERP_TOKEN,
        guard: guards.guard("erp", { ...ERP_GUARD, ...QUICK }),
        probeInterval: 0,
      }),
      ...options.parts,
    },
  });
  let counter = 0;

  /** Log in, as somebody new unless an openid is given. */
  async function logIn(openid = `oAbC-_${String(++counter).padStart(22, "0")}`, userInfo?: object) {
    // On a busy machine even a WeChat that answers may be too late once.
    const answer = await until(async () => {
      const code = `code-${++counter}`;
      wechat.codes.set(code, openid);
      const tried = await api.call("POST", "/api/auth/wx-login", { body: { code, ...(userInfo ? { userInfo } : {}) } });
      if (tried.status !== 200) throw new Error(tried.text);
      return tried;
    });
    const { token, userId, expiresAt } = answer.body.data;
    return { answer, openid, token: token as string, userId: userId as string, expiresAt: expiresAt as number };
  }

  /** Somebody new who is bound to a company: the document's, if none is given. */
  async function bound(inviteCode = COMPANY.微信邀请码) {
    const user = await logIn();
    await until(async () => {
      const answer = await api.call("POST", "/api/auth/bind-company", { token: user.token, body: { inviteCode } });
      if (answer.body.success !== true) throw new Error(answer.text);
      return true;
    });
    return user;
  }

  return {
    ...api,
    wechat,
    erp,
    logIn,
    bound,
    async close() {
      await api.close();
      await wechat.close();
      await erp.close();
    },
  };
}

/** A running API with what it talks to. */
export type Orders = Awaited<ReturnType<typeof startOrders>>;

/** The error envelope of the document: three fields and no more. */
export const refusal = (message: string) => ({ success: false, message, timestamp: expect.any(Number) });

/** Do something while a service outside answers everything so. */
export async function during<T>(server: OutsideServer, answer: unknown, act: () => Promise<T>): Promise<T> {
  server.instead(() => answer as Answered);
  try {
    return await act();
  } finally {
    server.instead();
  }
}
