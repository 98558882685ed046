import { peerAddress } from "./client-address.ts";
import type { RequestContext } from "./env.ts";

/** Headers that proxies and networks in front of a server add, whether or not it is configured for them. */
const FORWARDING = [
  /^(via|cdn-loop|x-request-start|x-remote-addr)$/,
  /^(x-)?(original-)?forwarded(-.+)?$/,
  // CF-Connecting-IP, Fastly-Client-IP, True-Client-IP, X-Real-IP, X-Cluster-Client-IP, X-Azure-ClientIP …
  /(client|connecting|remote|real|user)-?ip(v6)?$/,
  // What else such networks add.
  /^(cf|x-amzn|x-arr|x-azure|x-cloud-trace|x-envoy|x-fly|x-original|x-proxy|x-vercel|fly|ngrok|tailscale)-/,
];

/** Names of this machine itself. */
const OWN_HOST = /^(localhost|([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])\.?(:\d+)?$/i;

/**
 * Whether a request comes from the server's own machine, and not through a proxy there. A proxy on this machine
 * forwards requests from anywhere, and an unconfigured one (`TRUSTED_PROXIES`) would look local: a request that anything
 * says was forwarded never counts as local, nor one that was sent to another name than this machine's own.
 */
export function isFromThisMachine(context: RequestContext): boolean {
  const headers = [...context.req.raw.headers.keys()];
  if (headers.some((name) => FORWARDING.some((kind) => kind.test(name)))) return false;
  if (!OWN_HOST.test(context.req.header("host") ?? "localhost")) return false;
  return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(peerAddress(context));
}
