/** The success envelopes of the traces document. */

import type { Operation } from "../../../domain/operations/outbox.ts";
import type { Written } from "../../../domain/operations/submit-act.ts";
import type { Page } from "../../../domain/shared/page.ts";
import type { RequestContext } from "../../http/env.ts";
import { operationView } from "./views/operation.ts";

/** One thing. */
export function success(context: RequestContext, data: unknown, status: 200 | 201 = 200): Response {
  return context.json({ status: "success", data }, status);
}

/** One page of things. */
export function successPage<T>(
  context: RequestContext,
  { items, total, page, limit }: Page<T> & { readonly page: number; readonly limit: number },
  view: (item: T) => unknown,
): Response {
  const meta = { page, limit, totalItems: total, totalPages: Math.ceil(total / limit) };
  return context.json({ status: "success", data: items.map(view), meta });
}

/** What a write created or, while it is on its way to the chain, 202 and where to poll. */
export function successOfWrite<T>(
  context: RequestContext,
  { operation, result }: Written<T>,
  view: (result: T) => unknown,
): Response {
  return result === null ? acceptedOperation(context, operation) : success(context, view(result), 201);
}

/** A write that is still on its way, or waits for a signature. */
export function acceptedOperation(context: RequestContext, operation: Operation): Response {
  return context.json({ status: "success", data: operationView(operation) }, 202, {
    Location: `/v1/operations/${operation.id}`,
  });
}
