import type { Looker } from "../../domain/scans/ports.ts";
import { clientAddress } from "./client-address.ts";
import type { RequestContext } from "./env.ts";

/** Who looks, as the request tells it: to be counted, and neither kept nor logged. */
export function lookerOf(context: RequestContext, trustedProxies: number): Looker {
  const userAgent = (context.req.header("user-agent") ?? "").slice(0, 500);
  return { address: clientAddress(context, trustedProxies), userAgent };
}
