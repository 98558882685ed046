import type { Hex } from "../../../domain/shared/hex.ts";
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import { ApiError } from "../http/call.ts";
import type { Session } from "../session/session.ts";

/**
 * The id of the batch that a path of this host leads to: its own page's, or a GS1 Digital Link. Undefined where there is
 * none. Rejects with an ApiError.
 */
export async function findBatch(session: Session, path: string): Promise<string | undefined> {
  const code = /^\/t\/(.+)$/.exec(path)?.[1] ?? (await codeBehind(path));
  if (code === undefined) return undefined;
  try {
    const { data } = await session.call<{ readonly chain: { readonly batchId: Hex } }>(
      "GET",
      `/v1/traces/public/${code}`,
    );
    return traceIdOf(data.chain.batchId);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** What the resolver answers with for people: the page of one batch, or of a product. */
async function codeBehind(path: string): Promise<string | undefined> {
  const response = await fetch(path, { headers: { accept: "text/html" } }).catch(() => undefined);
  return response && /\/t\/([^/?#]+)/.exec(new URL(response.url).pathname)?.[1];
}
