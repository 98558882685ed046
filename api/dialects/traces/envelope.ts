/** The success envelopes of the traces document. */

import type { Operation } from "../../../domain/operations/outbox.ts";
import type { Written } from "../../../domain/operations/submit-act.ts";
import type { ToldPage } from "../../../domain/shared/page.ts";
import type { RequestContext } from "../../http/env.ts";
import { sentencesFor } from "../../http/language.ts";
import { operationView } from "./views/operation.ts";

/** One thing. */
export function success(context: RequestContext, data: unknown, status: 200 | 201 = 200): Response {
  return context.json({ status: "success", data }, status);
}

/** One page of things. */
export function successPage<T>(context: RequestContext, page: ToldPage<T>, view: (item: T) => unknown): Response {
  return context.json({ status: "success", data: page.items.map(view), meta: pageMetaOf(page) });
}

/** Which page it is, of how many, and where the next one begins. */
export function pageMetaOf({ total, page, limit, nextCursor }: ToldPage<unknown>) {
  return { page, limit, totalItems: total, totalPages: Math.ceil(total / limit), nextCursor };
}

/** What a write created or, while it is on its way to the chain, 202 and where to poll. */
export function successOfWrite<T>(
  context: RequestContext,
  { operation, result }: Written<T>,
  view: (result: T) => unknown,
): Response {
  return result === null ? acceptedOperation(context, operation) : success(context, view(result), 201);
}

/** A write that is still on its way, or waits for a signature; of one that goes as several acts, all of them. */
export function acceptedOperation(
  context: RequestContext,
  operation: Operation,
  acts?: readonly Operation[],
): Response {
  const say = sentencesFor(context);
  const data = {
    ...operationView(operation, say),
    ...(acts && { acts: acts.map((act) => operationView(act, say)) }),
  };
  return context.json({ status: "success", data }, 202, { Location: `/v1/operations/${operation.id}` });
}
