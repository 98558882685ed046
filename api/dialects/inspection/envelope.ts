import type { Written } from "../../../domain/operations/submit-act.ts";
import type { RequestContext } from "../../http/env.ts";
import { operationUrl, operationView } from "./views.ts";

/**
 * What a write created or, while it is on its way to the chain, 202, where to poll, and what is known of it already.
 */
export function writtenJson<T>(
  context: RequestContext,
  { operation, result }: Written<T>,
  view: (result: T) => object,
  known: object = {},
): Response {
  if (result !== null) return context.json(view(result), 201);
  return context.json({ ...known, operation: operationView(operation) }, 202, { Location: operationUrl(operation) });
}
