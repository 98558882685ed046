/** The success envelope of the orders document. */
import type { RequestContext } from "../../http/env.ts";

/** Now, in milliseconds. */
export function timestamp(): number {
  return Date.now();
}

/** The data of an answer. */
export function success(context: RequestContext, message: string, data: unknown): Response {
  return context.json({ success: true, message, timestamp: timestamp(), data });
}

/** The data as JSON text that another system wrote: it is passed on verbatim. Our additions go next to it. */
export function successOfText(context: RequestContext, message: string, data: string, beside: object): Response {
  const envelope = JSON.stringify({ success: true, message, timestamp: timestamp(), ...beside });
  return context.body(`${envelope.slice(0, -1)},"data":${data}}`, 200, { "Content-Type": "application/json" });
}
