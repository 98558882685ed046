/** JSON-RPC as Tryton speaks it: one address a database, the session in a header. */
import { z } from "zod";
import { ask } from "../../outgoing/ask.ts";
import { parseTryton } from "./json.ts";

/** Tryton refuses the caller: the session has expired, or name and password do not match. */
export class NotSignedIn extends Error {
  override readonly name = "NotSignedIn";
}

/** Too many attempts: Tryton locks users out after wrong passwords, and each further attempt counts. */
export class LockedOut extends Error {
  override readonly name = "LockedOut";
}

/** One request. */
export interface TrytonRequest {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly authorization?: string;
  /** Whether Tryton's error message may be quoted: not if the request contained a secret. */
  readonly quotable?: boolean;
  readonly signal: AbortSignal;
}

/** Calls one database. */
export type TrytonRpc = (request: TrytonRequest) => Promise<unknown>;

/** The longest answer that is read. */
const LIMIT = 4 * 1024 * 1024;
/** How much of a Tryton error is quoted. */
const QUOTED = 200;

const answerSchema = z.union([
  z.object({ error: z.unknown().refine((error) => error !== undefined) }),
  z.object({ result: z.unknown() }).refine((answer) => "result" in answer),
]);

/** JSON-RPC with the database at `url`, such as `https://tryton.example:8000/company`. */
export function trytonRpc(url: string): TrytonRpc {
  const address = new URL(`${url}/`);
  return async ({ method, params, authorization, quotable = true, signal }) => {
    const { status, text } = await ask({
      method: "POST",
      url: address,
      headers: authorization === undefined ? {} : { Authorization: authorization },
      body: { id: 0, method, params },
      signal,
      limit: LIMIT,
    });
    // Older versions of Tryton answer 403 where newer ones answer 401.
    if (status === 401 || status === 403) throw new NotSignedIn(`Tryton answered ${method} with status ${status}`);
    if (status === 429) throw new LockedOut(`Tryton answered ${method} with status ${status}`);
    if (status !== 200) throw new Error(`Tryton answered ${method} with status ${status}`);
    const answer = answerSchema.safeParse(parseTryton(text));
    if (!answer.success) throw new Error(`Tryton answered ${method} with neither a result nor an error`);
    if ("result" in answer.data) return answer.data.result;
    throw new Error(`Tryton refused ${method}${quotable ? `: ${quote(answer.data.error)}` : ""}`);
  };
}

/** The beginning of an error: its kind and its message come first. */
function quote(error: unknown): string {
  return (JSON.stringify(error) ?? "").slice(0, QUOTED);
}
