import { peerAddress } from "./client-address.ts";
import type { RequestContext } from "./env.ts";

/** Headers that proxies add, whether or not this server is configured for them. */
const FORWARDING = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Whether a request comes from the server's own machine, and not through a proxy there. A proxy on this machine
 * forwards requests from anywhere, and an unconfigured one (`TRUSTED_PROXIES`) would look local: a forwarded request
 * never counts as local.
 */
export function isFromThisMachine(context: RequestContext): boolean {
  if (FORWARDING.some((name) => context.req.header(name) !== undefined)) return false;
  return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(peerAddress(context));
}
