import type { IncomingMessage } from "node:http";
import type { Middleware } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** Fields that say one thing: of two, a proxy may have gone by the one and we by the other (RFC 9112 §3.2). */
const ONCE = ["host", "authorization", "content-type", "content-length"];

/** Refuses what Node reads as a request and a proxy in front of it may have read as another one. */
export const soundHead: Middleware = async (context, next) => {
  // A request made within the process has none.
  const incoming = (context.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming;
  if (incoming) {
    if (incoming.httpVersionMajor < 1) throw new RequestFault("malformed", "HTTP/1.0 or a later version is needed");
    const names = incoming.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const twice = ONCE.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (twice) throw new RequestFault("malformed", `The header field ${twice} stands there more than once`);
  }
  await next();
};
