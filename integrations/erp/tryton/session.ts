import { z } from "zod";
import { LockedOut, NotSignedIn, type TrytonRpc } from "./rpc.ts";

/** A user that Tryton knows, signed in. */
export interface TrytonSession {
  /** The `Authorization` header. */
  readonly authorization: string;
  /** What every question is asked in: the user's company and language. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Whether stock moves have lots: the module `stock_lot` is activated. */
  readonly lots: boolean;
}

/** The session that Tryton is asked in. */
export interface TrytonSessions {
  /** The session, from memory while it is good. */
  current(): Promise<TrytonSession>;
  /** Another session than this one, which Tryton did not take. */
  after(ended: TrytonSession): Promise<TrytonSession>;
}

/** Who signs in, and how patient that is. */
export interface SignInOptions {
  readonly user: string;
  readonly password: string;
  /** Milliseconds for signing in. */
  readonly timeout: number;
  /** Milliseconds for which a refusal is remembered: Tryton locks out who tries wrong passwords in a row. */
  readonly refusalTime: number;
}

/** So many times as long is a lockout left alone: it ends where fewer than five tries fall into five minutes. */
const LOCKED_OUT = 10;

const grantSchema = z.tuple([z.int().positive(), z.string().min(1).max(1024)]);
const contextSchema = z.record(z.string(), z.unknown());

/**
 * Keeps one session. Tryton ends sessions that were not used for a while (five minutes, unless set otherwise), so that
 * signing in again is a matter of course. However many wait for a session, Tryton is asked once.
 */
export function trytonSessions(rpc: TrytonRpc, options: SignInOptions): TrytonSessions {
  const { user, password, timeout, refusalTime } = options;
  let held: TrytonSession | undefined;
  let asking: Promise<TrytonSession> | undefined;
  let refusedUntil = Number.NEGATIVE_INFINITY;

  async function signIn(): Promise<TrytonSession> {
    if (performance.now() < refusedUntil) throw new NotSignedIn("Tryton did not take the user and the password");
    // Not the signal of whoever asked first: others wait for the same session.
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
    // The value itself is a secret: it is not in what this throws.
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
      // Another call may have found out already.
      if (held === ended) held = undefined;
      return held ?? once();
    },
  };
}
