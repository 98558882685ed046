import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { JSON_LIMIT } from "./body.ts";
import { clientAddress } from "./client-address.ts";
import type { Middleware, RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";
import { isForReaders } from "./for-readers.ts";

/** How many requests in how many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** What is limited. */
export interface RateLimits {
  /** Any request that is not of a reader, by address. */
  readonly request: RateLimit;
  /** Requests of readers, by address: a shop's customers share one, and a page is some forty requests. */
  readonly reading: RateLimit;
  /** Log-ins, by address. */
  readonly logIn: RateLimit;
  /** Failed log-ins, by account name and address. */
  readonly failedLogIn: RateLimit;
  /** Failed log-ins by account name, over all addresses that the account never logged in from. */
  readonly failedLogInAnywhere: RateLimit;
  /** Registrations, by address. */
  readonly register: RateLimit;
  /** Password changes, by account: each tests the old one. */
  readonly changePassword: RateLimit;
  /** Requests for a reset code, by address. */
  readonly resetCode: RateLimit;
  /**
   * Requests for a reset code, by account name and contact: all together, and separately those from each address that
   * the account has logged in from.
   */
  readonly resetCodeTarget: RateLimit;
  /** Resets of a password, by address. */
  readonly resetPassword: RateLimit;
  /** Failed resets, by account name and address. */
  readonly failedReset: RateLimit;
  /** Failed resets by account name, over all addresses that the account never logged in from. */
  readonly failedResetAnywhere: RateLimit;
  /** Refreshes by address, and log-outs by account. */
  readonly session: RateLimit;
  /** Mails that verify an address, by account. */
  readonly emailVerification: RateLimit;
  /** Verifications of an address, by the caller's. */
  readonly verifyEmail: RateLimit;
  /** Writes, by account. */
  readonly write: RateLimit;
  /** Writes of a whole day, by account. */
  readonly writesOfDay: RateLimit;
  /** Kibibytes of JSON in writes within a day, by account. */
  readonly writtenOfDay: RateLimit;
  /** Searches, and pages far down a list: by account, as each goes through a whole table. */
  readonly search: RateLimit;
  /** PDFs drawn, by account. */
  readonly print: RateLimit;
  /** Counted scans and downloads, by address: each is stored as a row. */
  readonly look: RateLimit;
  /** JSON-RPC calls, by address. */
  readonly rpc: RateLimit;
  /** Overrides the routes' own limits where it is given. */
  readonly route?: RateLimit;
}

/** Generous to people, tight for guessing passwords. */
export const DEFAULT_RATE_LIMITS: RateLimits = {
  request: { points: 1200, seconds: 60 },
  reading: { points: 24_000, seconds: 60 },
  logIn: { points: 200, seconds: 300 },
  failedLogIn: { points: 10, seconds: 900 },
  failedLogInAnywhere: { points: 100, seconds: 3600 },
  register: { points: 200, seconds: 3600 },
  changePassword: { points: 10, seconds: 300 },
  resetCode: { points: 30, seconds: 3600 },
  resetCodeTarget: { points: 5, seconds: 3600 },
  resetPassword: { points: 60, seconds: 3600 },
  failedReset: { points: 20, seconds: 3600 },
  failedResetAnywhere: { points: 60, seconds: 3600 },
  session: { points: 600, seconds: 300 },
  emailVerification: { points: 5, seconds: 3600 },
  verifyEmail: { points: 60, seconds: 3600 },
  write: { points: 300, seconds: 60 },
  writesOfDay: { points: 100_000, seconds: 86_400 },
  writtenOfDay: { points: 256 * 1024, seconds: 86_400 },
  search: { points: 120, seconds: 60 },
  print: { points: 30, seconds: 60 },
  look: { points: 12_000, seconds: 3600 },
  rpc: { points: 6000, seconds: 60 },
};

/** Requests for erasure, of people who ask once: by the API and by the page's form alike: a route's name with its limit, as `countRoute` takes them. */
export const ERASURE_REQUESTS = ["erasure-requests", { points: 20, seconds: 3_600 }] as const;

/** Counts requests. */
export interface RateLimiter {
  /** The address that a request counts for. */
  addressOf(context: RequestContext): string;
  /** Counts every request for the caller's address, those of readers apart. */
  readonly requests: Middleware;
  /** A middleware that counts one for the account that is signed in, else for the caller's address. */
  limit(name: keyof RateLimits): Middleware;
  /** Counts for the caller's address. Throws a fault when there are too many. */
  countAddress(context: RequestContext, name: keyof RateLimits, points?: number): Promise<void>;
  /** Counts an account's write. Writes are stored for good, so there is a daily limit as well. */
  countWrite(context: RequestContext, accountId: number): Promise<void>;
  /** Counts for the caller's address. Gives whether it is within the limit. */
  counts(context: RequestContext, name: keyof RateLimits): Promise<boolean>;
  /** Counts for a key of the caller's choice. Throws a fault when there are too many. */
  count(name: keyof RateLimits, key: string, points?: number): Promise<void>;
  /** Undoes one count. */
  forgive(name: keyof RateLimits, key: string): Promise<void>;
  /**
   * Counts one for the signed-in account, else for the caller's address, under the route's own limit, and reports it in
   * `RateLimit` headers. Throws a fault when there are too many.
   */
  countRoute(context: RequestContext, route: string, limit: RateLimit): Promise<void>;
}

/** A rate limiter in this process's memory. */
export function rateLimiter(limits: RateLimits, trustedProxies: number): RateLimiter {
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, memory(name, limit)]),
  ) as Record<keyof RateLimits, RateLimiterMemory>;

  async function count(name: keyof RateLimits, key: string, points = 1): Promise<void> {
    try {
      await limiters[name].consume(key, points);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw tooMany(error);
    }
  }
  const countWrite: RateLimiter["countWrite"] = async (context, accountId) => {
    const key = `account:${accountId}`;
    await count("write", key);
    await count("writesOfDay", key);
    // Files have their own limits.
    if (!context.req.header("content-type")?.toLowerCase().includes("json")) return;
    const bytes = Number(context.req.header("content-length") ?? JSON_LIMIT);
    await count("writtenOfDay", key, Math.ceil(Math.min(bytes, JSON_LIMIT) / 1024));
  };
  const routes = new Map<string, RateLimiterMemory>();
  const addressOf = (context: RequestContext) => clientAddress(context, trustedProxies);
  const countAddress: RateLimiter["countAddress"] = (context, name, points) =>
    count(name, `address:${addressOf(context)}`, points);

  return {
    addressOf,
    requests: async (context, next) => {
      await countAddress(context, isForReaders(context) ? "reading" : "request");
      await next();
    },
    count,
    countAddress,
    countWrite,
    async counts(context, name) {
      try {
        await countAddress(context, name);
        return true;
      } catch (error) {
        if (error instanceof RequestFault) return false;
        throw error;
      }
    },
    async countRoute(context, route, declared) {
      const limit = limits.route ?? declared;
      const limiter = routes.get(route) ?? memory(`route:${route}`, limit);
      routes.set(route, limiter);
      const account = context.get("account");
      const key = account ? `account:${account.id}` : `address:${addressOf(context)}`;
      try {
        tellLimit(context, limit, await limiter.consume(key));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        tellLimit(context, limit, error);
        throw tooMany(error);
      }
    },
    forgive: async (name, key) => void (await limiters[name].reward(key, 1)),
    limit: (name) => async (context, next) => {
      const account = context.get("account");
      if (name === "search" && !isSearch(context)) return next();
      if (account && name === "write") await countWrite(context, account.id);
      else await (account ? count(name, `account:${account.id}`) : countAddress(context, name));
      await next();
    },
  };
}

/** Whether a list request scans the whole table. */
function isSearch(context: RequestContext): boolean {
  return (context.req.query("search") ?? "") !== "" || Number(context.req.query("page") ?? 1) > 100;
}

function memory(keyPrefix: string, { points, seconds }: RateLimit): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: seconds, keyPrefix });
}

function tooMany({ msBeforeNext }: RateLimiterRes): RequestFault {
  return new RequestFault("too-many-requests", "Too many requests: try again later", {
    "Retry-After": String(secondsOf(msBeforeNext)),
  });
}

/** The header fields of the IETF's drafts up to the seventh, which clients know from `express-rate-limit`. */
function tellLimit(context: RequestContext, { points, seconds }: RateLimit, state: RateLimiterRes): void {
  context.header("RateLimit-Policy", `${points};w=${seconds}`);
  context.header("RateLimit-Limit", String(points));
  context.header("RateLimit-Remaining", String(Math.max(0, state.remainingPoints)));
  context.header("RateLimit-Reset", String(secondsOf(state.msBeforeNext)));
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
