import { bindCompany } from "../../../../domain/orders/bind-company.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOrRefusal, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { success } from "../envelope.ts";
import { boundView } from "../map.ts";
import { perMinute, signedInRoute } from "../route-middleware.ts";
import { bindSchema, boundSchema } from "../schema.ts";

const PATH = "/api/auth/bind-company";

/** Bind an account to a company. */
export function bindCompanyRoute(app: Application, options: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Orders"],
      summary: "Bind the account to the company whose invite code it has",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(bindSchema, "The invite code") as never },
      responses: { 200: dataOrRefusal(boundSchema, "Bound"), ...failures(400, 401, 409, 413, 415, 429, 500) },
    },
    signedInRoute(options, PATH, perMinute(5)),
    async (context) => {
      const { binding, before } = await bindCompany(options.services, contextOf(context), await readJson(context));
      return success(context, before ? "已绑定该企业" : "绑定成功", boundView(binding));
    },
  );
}
