import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { RequestContext } from "./env.ts";

/**
 * The address that a request comes from. Behind `trustedProxies` proxies it is the one that the outermost of them saw;
 * whatever the client itself put into `X-Forwarded-For` stands further left and is ignored. Only the first 64 bits of
 * an IPv6 address count: one subscriber owns all addresses that share them.
 */
export function clientAddress(context: RequestContext, trustedProxies: number): string {
  const forwarded = (context.req.header("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  return subscriberOf((trustedProxies > 0 && forwarded.at(-trustedProxies)) || peerAddress(context));
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

/** Whom an address belongs to: some proxies write the port with it, which is another one for each connection. */
function subscriberOf(text: string): string {
  const address = withoutPort(text);
  if (isIP(address) !== 6) return address.toLowerCase();
  const groups = groupsOf(address);
  // IPv4 in IPv6's clothes (`::ffff:203.0.113.1`).
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The address itself: of `203.0.113.8:20001`, `[2001:db8::1]:443`, and either in quotation marks (RFC 7239). */
function withoutPort(text: string): string {
  const bare = text.replace(/^"(.*)"$/, "$1");
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(bare) ?? [];
  const [, dotted] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(bare) ?? [];
  // The zone of a link-local address names our own interface.
  return (bracketed ?? dotted ?? bare).replace(/%.*$/, "");
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = address.replace(/\d+\.\d+\.\d+\.\d+$/, (tail) => {
    const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [left = "", right = ""] = dotted.split("::");
  const [head, tail] = [left, right].map((part) => part.split(":").filter(Boolean));
  const middle = Array(8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill("0");
  return [...(head ?? []), ...middle, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}
