import type { RequestContext } from "./env.ts";

/** Pages, and what they show of a batch or a certificate to anybody. */
const READ =
  /^\/($|(t|verify|upload-page|privacy|wechat|confirm|integrity|console|audit|assets|docs|qr|01|ipfs|\.well-known)(\/|$)|v1\/(integrity$|lines$|(traces\/public|certificates|attachments)\/))/;

/** What a page sends while it is read, each with a limit of its own: calls of the chain, a look and how long it lasted. */
const TOLD = /^\/(rpc$|v1\/traces\/public\/[^/]+\/scans(\/|$))/;

/**
 * Whether a request is of somebody who reads what is public. Forty shoppers in a shop, or a whole operator's customers,
 * have one address: they must not use up what is meant for programs that write.
 */
export function isForReaders({ req: { method, path } }: RequestContext): boolean {
  return method === "GET" || method === "HEAD" ? READ.test(path) : method === "POST" && TOLD.test(path);
}
