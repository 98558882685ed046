/** The access tokens issued by this WeChat. */
import { randomBytes } from "node:crypto";
import type { Errcode } from "./faults.ts";

/** A token's lifetime in seconds. */
const LIFETIME = 7_200;
/** Seconds before expiry from which a new one is issued. */
const OVERLAP = 300;

/** A token, and its remaining lifetime in seconds. */
export interface Grant {
  readonly access_token: string;
  readonly expires_in: number;
}

/** The tokens of one mini program. */
export interface AccessTokens {
  /**
   * `stable_token`: the same one until it is about to expire; with `force` a new one, which invalidates the previous
   * one.
   */
  stable(force: boolean): Grant;
  /** `token`: a new one each time; earlier ones stay valid for five minutes. */
  fresh(): Grant;
  /** Why a token is refused; undefined if it is accepted. */
  refusalOf(token: string | undefined): Errcode | undefined;
  /** Invalidate the stable token early. */
  end(): void;
}

/** Tokens in memory: none outlives this process, as if WeChat had invalidated it. */
export function accessTokens(now: () => number = () => Date.now() / 1000): AccessTokens {
  const ends = new Map<string, number>();
  let stable: string | undefined;
  let latest: string | undefined;

  function give(): string {
    for (const [token, end] of ends) if (end < now() - LIFETIME) ends.delete(token);
    const token = randomBytes(102).toString("base64url");
    ends.set(token, now() + LIFETIME);
    return token;
  }
  const left = (token: string) => Math.floor((ends.get(token) ?? 0) - now());
  const grant = (token: string): Grant => ({ access_token: token, expires_in: left(token) });

  function end(): void {
    if (stable !== undefined) ends.delete(stable);
    stable = undefined;
  }

  return {
    stable(force) {
      if (force) end();
      if (stable === undefined || left(stable) <= OVERLAP) stable = give();
      return grant(stable);
    },
    fresh() {
      if (latest !== undefined) ends.set(latest, Math.min(ends.get(latest) ?? 0, now() + OVERLAP));
      latest = give();
      return grant(latest);
    },
    refusalOf(token) {
      if (!token) return 41001;
      if (!ends.has(token)) return 40001;
      return left(token) <= 0 ? 42001 : undefined;
    },
    end,
  };
}
