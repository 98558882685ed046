import { companyProfile } from "../../../../domain/orders/company-profile.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { profileView } from "../map.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { profileSchema } from "../schema.ts";

const PATH = "/api/user/profile";

/** The caller's company. */
export function profileRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Orders"],
      summary: "Which company one belongs to, and how long one stays signed in",
      ...signedInOnly,
      responses: { 200: dataOf(profileSchema, "The profile"), ...failures(401, 429, 500) },
    },
    signedInRoute(options, PATH, perMinute(30)),
    async (context) => {
      const token = (context.req.header("authorization") ?? "").replace(/^Bearer +/i, "");
      return success(
        context,
        "查询成功",
        profileView(await companyProfile(options.services, contextOf(context), token)),
      );
    },
  );
}
