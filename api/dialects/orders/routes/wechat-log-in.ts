import { wechatLogIn } from "../../../../domain/wechat/wechat-log-in.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf } from "../documentation.ts";
import { success } from "../envelope.ts";
import { openRoute, perMinute } from "../route-middleware.ts";
import { loggedInSchema, wechatLogInSchema } from "../schema.ts";

const PATH = "/api/auth/wx-login";

/** Log in with WeChat. */
export function wechatLogInRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Orders"],
      summary: "Log in with a code of WeChat's",
      request: { body: jsonOf(wechatLogInSchema, "The code, and the user's profile") as never },
      responses: { 200: dataOf(loggedInSchema, "Logged in"), ...failures(400, 413, 415, 429, 500) },
    },
    openRoute(options, PATH, perMinute(10)),
    async (context) => {
      const { token, account, expiresAt } = await wechatLogIn(options.services, await readJson(context));
      return success(context, "登录成功", { token, userId: String(account.id), expiresAt: expiresAt.getTime() });
    },
  );
}
