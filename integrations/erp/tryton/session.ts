import { z } from "zod";
import { LockedOut, NotSignedIn, type TrytonRpc } from "./rpc.ts";

/** A signed-in Tryton user. */
export interface TrytonSession {
  /** The `Authorization` header. */
  readonly authorization: string;
  /** The context of every request: the user's company and language. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Whether stock moves have lots: the module `stock_lot` is activated. */
  readonly lots: boolean;
}

/** The session for requests to Tryton. */
export interface TrytonSessions {
  /** The session, cached while it is valid. */
  current(): Promise<TrytonSession>;
  /** A new session in place of this one, which Tryton refused. */
  after(ended: TrytonSession): Promise<TrytonSession>;
}

/** Credentials and timeouts for signing in. */
export interface SignInOptions {
  readonly user: string;
  readonly password: string;
  /** Timeout for signing in, in milliseconds. */
  readonly timeout: number;
  /** Milliseconds for which a refusal is remembered: Tryton locks out users after several wrong passwords. */
  readonly refusalTime: number;
}

/**
 * A lockout is left alone for this many times as long: it ends once there are fewer than five attempts in five minutes.
 */
const LOCKED_OUT = 10;

const grantSchema = z.tuple([z.int().positive(), z.string().min(1).max(1024)]);
const contextSchema = z.record(z.string(), z.unknown());

/**
 * Keeps one session. Tryton expires idle sessions (after five minutes by default), so signing in again is routine.
 * Simultaneous callers share one log-in.
 */
export function trytonSessions(rpc: TrytonRpc, options: SignInOptions): TrytonSessions {
  const { user, password, timeout, refusalTime } = options;
  let held: TrytonSession | undefined;
  let asking: Promise<TrytonSession> | undefined;
  let refusedUntil = Number.NEGATIVE_INFINITY;

  async function signIn(): Promise<TrytonSession> {
    if (performance.now() < refusedUntil) throw new NotSignedIn("Tryton did not take the user and the password");
    // Not the first caller's signal: others wait for the same session.
    const signal = AbortSignal.timeout(timeout);
    const granted = await rpc({
      method: "common.db.login",
      params: [user, { password }],
      quotable: false,
      signal,
    }).catch((error) => {
      if (error instanceof NotSignedIn) refusedUntil = performance.now() + refusalTime;
      if (error instanceof LockedOut) refusedUntil = performance.now() + refusalTime * LOCKED_OUT;
      throw error;
    });
    // The value itself is a secret: it is not in the error.
    const grant = grantSchema.safeParse(granted);
    if (!grant.success) throw new Error("Tryton signed nobody in");
    const [id, key] = grant.data;
    const authorization = `Session ${Buffer.from(`${user}:${id}:${key}`).toString("base64")}`;
    const read = (method: string, ...params: unknown[]) => rpc({ method, params, authorization, signal });
    const context = contextSchema.parse(await read("model.res.user.get_preferences", true, {}));
    const fields = contextSchema.parse(await read("model.stock.move.fields_get", ["lot"], context));
    held = { authorization, context, lots: "lot" in fields };
    return held;
  }

  function once(): Promise<TrytonSession> {
    asking ??= signIn().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    current: async () => held ?? once(),
    async after(ended) {
      // Another call may have renewed it already.
      if (held === ended) held = undefined;
      return held ?? once();
    },
  };
}
