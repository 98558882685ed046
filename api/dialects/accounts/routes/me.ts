import { z } from "@hono/zod-openapi";
import { dutiesOf } from "../../../../domain/profiles/duties-of.ts";
import { nameNoticeOf } from "../../../../domain/profiles/lookalikes.ts";
import { roleStatusOf } from "../../../../domain/roles/role-status.ts";
import { requireAccount } from "../../../../domain/shared/require-account.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, signedInOnly } from "../documentation.ts";
import { userWithRolesView } from "../map.ts";
import { userWithRolesSchema } from "../schema.ts";

/** `GET /api/auth/me` */
export function meRoute(app: Application, { services }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: `${ACCOUNTS_PREFIX}/me`,
      tags: ["Accounts"],
      summary: "Who is signed in",
      ...signedInOnly,
      responses: { 200: jsonOf(z.object({ user: userWithRolesSchema }), "The account"), ...failures(401, 429) },
    },
    [bearer(services)],
    async (context) => {
      const account = requireAccount(contextOf(context));
      const said = await nameNoticeOf(services, account);
      const notice = said ? { name_notice: said.en } : {};
      const [status, duties] = await Promise.all([roleStatusOf(services, account), dutiesOf(services, account)]);
      const user = { ...userWithRolesView(account, status), duties, ...notice };
      return context.json({ user }, 200, NO_STORE);
    },
  );
}
