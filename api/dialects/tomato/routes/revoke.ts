import { revokeUid } from "../../../../domain/accounts/revoke-uid.ts";
import { requireUidAccess } from "../../../../domain/accounts/uid.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { limited, readBody } from "../credentials.ts";
import { failures, jsonOf, writeHeaders } from "../documentation.ts";
import { messageSchema, uidSchema } from "../schema.ts";

/** Revoking a UID, which the document lacks: a leaked secret has to become worthless. */
export function revokeRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/role/revoke",
      tags: ["Tomato"],
      summary: "End a UID of one's own",
      request: { headers: writeHeaders, body: jsonOf(uidSchema, "The UID") as never },
      responses: { 200: jsonOf(messageSchema, "Ended"), ...failures(400, 401, 413, 429) },
    },
    [],
    async (context) => {
      const { uid } = await readBody(context);
      requireUidAccess(services);
      if (uid === undefined) throw new DomainError("unauthenticated", "User UID required");
      await limited(limiter, context, () => revokeUid(services, uid));
      return context.json({ message: "UID revoked successfully" });
    },
  );
}
