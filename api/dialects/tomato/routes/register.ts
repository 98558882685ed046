import { registerRole } from "../../../../domain/accounts/register-role.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { readBody } from "../credentials.ts";
import { failures, jsonOf } from "../documentation.ts";
import { inWords } from "../errors.ts";
import { isRoleType, roleOfType } from "../roles.ts";
import { registeredSchema, registrationSchema } from "../schema.ts";

/** Registration of a role: a new account with a UID. */
export function registerRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/role/register",
      tags: ["Tomato"],
      summary: "Register a role and get its UID",
      request: { body: jsonOf(registrationSchema, "The role") as never },
      responses: { 200: jsonOf(registeredSchema, "Registered"), ...failures(400, 401, 413, 429, 500) },
    },
    [limiter.limit("register")],
    async (context) => {
      const { role_type: roleType } = (await readBody(context)).fields;
      if (!isRoleType(roleType)) throw new DomainError("validation", "Invalid role type");
      const registered = registerRole(services, contextOf(context), roleOfType(roleType));
      const { uid, account } = await registered.catch((error: unknown) => {
        throw inWords(error, { forbidden: "", failed: "Failed to save role to database" });
      });
      const address = checksumAddress(account.address);
      return context.json({ uid, role_type: roleType, address, message: "Role registered successfully in database" });
    },
  );
}
