import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireRoleDecider } from "./require-role-decider.ts";
import { APPLICATION_STATUSES, type RoleApplication } from "./role-applications.ts";

const STATUSES = [...APPLICATION_STATUSES, "all"] as const;

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: z.enum(STATUSES, { error: `Status must be one of ${STATUSES.join(", ")}` }).default("pending"),
});

/** Applications for roles, the oldest first; those that wait, unless another status is asked for. For who decides. */
export async function listRoleApplications(
  services: Pick<Services, "administrators" | "applications" | "mirror">,
  context: Context,
  input: unknown,
): Promise<ToldPage<RoleApplication>> {
  await requireRoleDecider(services, context);
  const { status, ...request } = parseInput(listInput, input);
  const query = { ...request, status: status === "all" ? undefined : status };
  return toldPage(await services.applications.list(query), request);
}
