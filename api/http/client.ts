import type { Client } from "../../domain/scans/ports.ts";
import { clientAddress } from "./client-address.ts";
import type { RequestContext } from "./env.ts";

/** The client as the request describes it: used for counting, neither stored nor logged. */
export function clientOf(context: RequestContext, trustedProxies: number): Client {
  const userAgent = (context.req.header("user-agent") ?? "").slice(0, 500);
  return { address: clientAddress(context, trustedProxies), userAgent };
}
