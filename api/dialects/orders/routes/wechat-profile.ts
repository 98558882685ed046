import { nameNoticeOf } from "../../../../domain/profiles/lookalikes.ts";
import { requireAccount } from "../../../../domain/shared/require-account.ts";
import { wechatProfile } from "../../../../domain/wechat/wechat-profile.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOrRefusal, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { wechatProfileSchema } from "../schema.ts";

const PATH = "/api/wechat/profile";

/** The caller's WeChat profile. */
export function wechatProfileRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Orders"],
      summary: "One's nickname and picture, as last told on logging in with WeChat",
      ...signedInOnly,
      responses: { 200: dataOrRefusal(wechatProfileSchema, "The profile"), ...failures(401, 429, 500) },
    },
    signedInRoute(options, PATH, perMinute(30)),
    async (context) => {
      const asked = contextOf(context);
      const { nickName, avatarUrl } = await wechatProfile(options.services, asked);
      const notice = await nameNoticeOf(options.services, requireAccount(asked));
      return success(context, "查询成功", { nickName, avatarUrl, ...(notice ? { nameNotice: notice.zh } : {}) });
    },
  );
}
