import type { Operation } from "../../../domain/operations/outbox.ts";
import type { RequestContext } from "../../http/env.ts";
import { operationUrl, operationView } from "./map.ts";

/** 202 for a write that is on its way to the chain or waits for its actor's own wallet to sign. */
export function acceptedOperation(
  context: RequestContext,
  operation: Operation,
  fields: Readonly<Record<string, unknown>> = {},
): Response {
  const message =
    operation.state === "unsigned" ? "Accepted: your wallet has to sign it" : "Accepted: it is on its way to the chain";
  return context.json({ ...fields, message, operation: operationView(operation) }, 202, {
    Location: operationUrl(operation),
  });
}
