import { peerAddress } from "./client-address.ts";
import type { RequestContext } from "./env.ts";

/** What proxies add, whether this server was told of them or not. */
const FORWARDING = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Whether a request comes from the server's own machine, and from no proxy there. A proxy on this machine speaks for
 * the whole world, and one that nobody told this server of (`TRUSTED_PROXIES`) would look like a neighbour: what was
 * passed on is never taken for our own, whatever it says of itself.
 */
export function isFromThisMachine(context: RequestContext): boolean {
  if (FORWARDING.some((name) => context.req.header(name) !== undefined)) return false;
  return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(peerAddress(context));
}
