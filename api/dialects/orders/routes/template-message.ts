import { sendTemplateMessage } from "../../../../domain/wechat/send-template-message.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOrRefusal, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { success } from "../envelope.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { messageSchema, sentSchema } from "../schema.ts";

const PATH = "/api/wechat/template-msg";

/** Send the signed-in user a subscription message. */
export function templateMessageRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Orders"],
      summary: "Send oneself a subscription message of WeChat's",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(messageSchema, "The message") as never },
      responses: { 200: dataOrRefusal(sentSchema, "Sent"), ...failures(400, 401, 409, 413, 415, 429, 500) },
    },
    signedInRoute(options, PATH, perMinute(10)),
    async (context) => {
      const sent = await sendTemplateMessage(options.services, contextOf(context), await readJson(context));
      const data = { msgid: sent.messageId, status: "sent", sendTime: sent.sentAt.getTime() };
      return success(context, "消息发送成功", data);
    },
  );
}
