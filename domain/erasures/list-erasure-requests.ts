import { z } from "zod";
import { requireOverseer } from "../roles/require-overseer.ts";
import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { type ErasureRequest, REQUEST_STATUSES } from "./ports.ts";

const STATUSES = [...REQUEST_STATUSES, "overdue", "all"] as const;

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: z.enum(STATUSES, { error: `Status must be one of ${STATUSES.join(", ")}` }).default("open"),
});

/** Requests for erasure, the oldest first; those that are open, unless others are asked for. For who may erase. */
export async function listErasureRequests(
  services: Pick<Services, "administrators" | "erasureRequests" | "mirror" | "now">,
  context: Context,
  input: unknown,
): Promise<ToldPage<ErasureRequest>> {
  await requireOverseer(services, context, "see requests for erasure");
  const { status, ...request } = parseInput(listInput, input);
  const query = {
    ...request,
    ...(status === "all" ? {} : { status: status === "overdue" ? ("open" as const) : status }),
    ...(status === "overdue" ? { dueBefore: services.now() } : {}),
  };
  return toldPage(await services.erasureRequests.list(query), request);
}
