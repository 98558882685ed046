import { getConnInfo } from "@hono/node-server/conninfo";
import type { RequestContext } from "./env.ts";

/**
 * The address that a request comes from. Behind `trustedProxies` proxies it is the one that the outermost of them saw;
 * whatever the client itself put into `X-Forwarded-For` stands further left and is ignored. Only the first 64 bits of
 * an IPv6 address count: one subscriber owns all addresses that share them.
 */
export function clientAddress(context: RequestContext, trustedProxies: number): string {
  const forwarded = (context.req.header("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const address = (trustedProxies > 0 && forwarded.at(-trustedProxies)) || peerAddress(context);
  if (!address.includes(":") || /^::ffff:[\d.]+$/i.test(address)) return address.replace(/^::ffff:/i, "");
  const [left = "", right = ""] = address.split("::");
  const groups = left.split(":").filter(Boolean);
  const tail = right.split(":").filter(Boolean);
  while (groups.length + tail.length < 8) groups.push("0");
  return `${groups.slice(0, 4).join(":").toLowerCase()}::/64`;
}

/** The address of the other end of the connection: `unknown` for a request made within the process. */
export function peerAddress(context: RequestContext): string {
  try {
    return getConnInfo(context).remote.address ?? "unknown";
  } catch {
    // No socket: a request made within the process.
    return "unknown";
  }
}
