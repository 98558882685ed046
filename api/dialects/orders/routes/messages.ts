import { z } from "@hono/zod-openapi";
import { listMessages } from "../../../../domain/wechat/list-messages.ts";
import { MESSAGE_STATES } from "../../../../domain/wechat/ports.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOrRefusal, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { messagesView } from "../map.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { messagesSchema } from "../schema.ts";

const PATH = "/api/wechat/messages";

/** The log of messages: one's own, and for regulators and administrators those of others. */
export function messagesRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Orders"],
      summary: "Subscription messages that were sent, or were to be, the newest first",
      ...signedInOnly,
      request: {
        query: z.object({
          page: z.coerce.number().int().min(1).max(1_000_000).default(1),
          pageSize: z.coerce.number().int().min(1).max(100).default(20),
          cursor: z.string().optional().openapi({ description: "The `nextCursor` of a page, in place of `page`" }),
          status: z.enum(MESSAGE_STATES).optional(),
          userId: z.string().optional().openapi({ description: "For regulators and administrators: a user, or `all`" }),
        }),
      },
      responses: { 200: dataOrRefusal(messagesSchema, "One page"), ...failures(400, 401, 403, 429, 500) },
    },
    signedInRoute(options, PATH, perMinute(30)),
    async (context) => {
      const { status: state, ...query } = context.req.query();
      const listed = await listMessages(options.services, contextOf(context), { ...query, state });
      return success(context, "查询成功", messagesView(listed));
    },
  );
}
