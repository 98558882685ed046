/** How often is too often, where nothing else is set: each limit to the last request that it lets through. */
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Env } from "../../api/http/env.ts";
import { DEFAULT_RATE_LIMITS, type RateLimits, rateLimiter } from "../../api/http/rate-limits.ts";

/** Requests, and the seconds within which they are counted. */
const WANTED: Readonly<Record<Exclude<keyof RateLimits, "route">, readonly [requests: number, seconds: number]>> = {
  request: [1200, 60],
  reading: [24_000, 60],
  logIn: [200, 300],
  failedLogIn: [10, 900],
  failedLogInAnywhere: [100, 3600],
  register: [200, 3600],
  changePassword: [10, 300],
  resetCode: [30, 3600],
  resetCodeTarget: [5, 3600],
  resetPassword: [60, 3600],
  failedReset: [20, 3600],
  failedResetAnywhere: [60, 3600],
  session: [600, 300],
  emailVerification: [5, 3600],
  verifyEmail: [60, 3600],
  write: [300, 60],
  writesOfDay: [100_000, 86_400],
  writtenOfDay: [256 * 1024, 86_400],
  search: [120, 60],
  print: [30, 60],
  look: [12_000, 3600],
  rpc: [6000, 60],
};

test("every limit that there is has a number here, and routes have their own", () => {
  expect(Object.keys(DEFAULT_RATE_LIMITS).sort()).toEqual(Object.keys(WANTED).sort());
});

test.each(Object.entries(WANTED))("%s: %j", async (name, [requests, seconds]) => {
  const limiter = rateLimiter(DEFAULT_RATE_LIMITS, 0);
  const count = (key: string, points?: number) => limiter.count(name as keyof RateLimits, key, points);
  await count("somebody", requests - 1);
  await count("somebody");
  const refused = await count("somebody").then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(refused).toMatchObject({ code: "too-many-requests" });
  // A whole number of seconds, of which the few milliseconds since take none away.
  expect(refused.headers).toEqual({ "Retry-After": expect.stringMatching(/^\d+$/) });
  expect(Number(refused.headers["Retry-After"])).toBeGreaterThan(seconds / 2);
  expect(Number(refused.headers["Retry-After"])).toBeLessThanOrEqual(seconds);
  await count("somebody else");
});

test("one that is taken back may be done again, and no more than that", async () => {
  const limiter = rateLimiter({ ...DEFAULT_RATE_LIMITS, failedLogIn: { points: 2, seconds: 60 } }, 0);
  await limiter.count("failedLogIn", "a");
  await limiter.count("failedLogIn", "a");
  await limiter.forgive("failedLogIn", "a");
  await limiter.count("failedLogIn", "a");
  await expect(limiter.count("failedLogIn", "a")).rejects.toMatchObject({ code: "too-many-requests" });
});

test("accounts are counted by themselves, and whoever is nobody by address", async () => {
  const limiter = rateLimiter({ ...DEFAULT_RATE_LIMITS, write: { points: 1, seconds: 60 } }, 1);
  const app = new Hono<Env>()
    .use(async (context, next) => {
      const id = context.req.header("x-account");
      if (id) context.set("account", { id: Number(id) } as never);
      await next();
    })
    .post("/", limiter.limit("write"), (context) => context.text("passed"))
    .onError((error, context) => context.text((error as Error & { code?: string }).code ?? "", 429));
  const ask = async (headers: Record<string, string>) =>
    (await app.request("/", { method: "POST", headers: { "x-forwarded-for": "203.0.113.1", ...headers } })).text();
  expect([await ask({ "x-account": "1" }), await ask({ "x-account": "1" })]).toEqual(["passed", "too-many-requests"]);
  expect([await ask({ "x-account": "2" }), await ask({}), await ask({})]).toEqual([
    "passed",
    "passed",
    "too-many-requests",
  ]);
  expect(await ask({ "x-forwarded-for": "203.0.113.2" })).toBe("passed");
});
