import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSettings } from "../../../config/settings.ts";
import { joseTokens } from "../../../integrations/tokens/jose.ts";
import { tokenKeys } from "../../../integrations/tokens/keys.ts";
import { sessionsRepository } from "../../../store/sessions/sessions.ts";
import { type Api, PUBLIC_URL, startApi } from "../support/api.ts";
import { accountsOf, otherApp } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

const REFUSED = { message: "The refresh token is invalid or has expired" };
/** A new account, and one of its sessions. */
async function session() {
  const { username, password } = await api.account("unauth");
  const again = async () => (await accounts.logIn(username, password)).body;
  return { username, again, ...(await again()) };
}
/** The tokens of a generation of keys, as another process of the same installation has them. */
const generation = (number: number) =>
  joseTokens({ keys: tokenKeys(api.keys.tokenSeed, number), issuer: PUBLIC_URL, audience: PUBLIC_URL });

describe("happy", () => {
  test("a log-in gives tokens, and a refresh gives others of the same session", async () => {
    const first = await session();
    const answer = await accounts.refresh(first.refresh_token);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
        token_type: "Bearer",
        expires_in: 86_400,
      },
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body.refresh_token).not.toBe(first.refresh_token);
    const { sid, ver } = decodeJwt(first.access_token);
    expect(decodeJwt(answer.body.access_token)).toMatchObject({ sid, sub: String(first.user.id), ver });
    for (const token of [first.access_token, answer.body.access_token]) {
      expect((await accounts.me(token)).body.user.username).toBe(first.username);
    }
    let token = answer.body.refresh_token;
    for (let round = 0; round < 5; round++) token = (await accounts.refresh(token)).body.refresh_token;
    expect(token).toMatch(/^[0-9a-f]{64}$/);
  });

  test("logging out ends one session, and leaves the account's others alone", async () => {
    const first = await session();
    const second = await first.again();
    const answer = await accounts.logOut(first.access_token);
    expect([answer.status, answer.body]).toEqual([200, { message: "Logged out successfully" }]);
    expect((await accounts.me(first.access_token)).status).toBe(401);
    expect((await accounts.logOut(first.access_token)).status).toBe(401);
    expect((await accounts.refresh(first.refresh_token)).status).toBe(401);
    expect((await accounts.me(second.access_token)).status).toBe(200);
    expect((await accounts.refresh(second.refresh_token)).status).toBe(200);
  });

  test("a token outside of any session is good in every dialect, and logging it out ends all of the account", async () => {
    const { user, access_token: token } = await session();
    const account = await api.services.accounts.byId(user.id);
    const bare = await api.services.tokens.issue(account as never);
    expect((await api.call("GET", "/v1/traces", { token: bare })).status).toBe(200);
    expect((await accounts.logOut(bare)).status).toBe(200);
    for (const ended of [bare, token]) expect((await accounts.me(ended)).status).toBe(401);
  });

  test("a refresh that is tried again with its key gets the same answer, until that one is used", async () => {
    const { refresh_token: token } = await session();
    const key = { "idempotency-key": "lost-answer" };
    const [first, twin] = await Promise.all([accounts.refresh(token, key), accounts.refresh(token, key)]);
    expect([first.status, twin.text]).toEqual([200, first.text]);
    expect((await accounts.refresh(token, key)).text).toBe(first.text);
    expect((await later().refresh(token, key)).text).toBe(first.text);
    const next = await accounts.refresh(first.body.refresh_token);
    expect(next.status).toBe(200);
    expect((await later().refresh(token, key)).status).toBe(401);
    expect((await accounts.refresh(next.body.refresh_token)).status).toBe(401);
  });

  test("anybody can check a token by the published keys", async () => {
    const { access_token: token, user } = await session();
    const answer = await api.call("GET", "/.well-known/jwks.json");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      keys: [
        {
          kty: "OKP",
          crv: "Ed25519",
          x: expect.stringMatching(/^[\w-]{43}$/),
          kid: decodeProtectedHeader(token).kid,
          alg: "EdDSA",
          use: "sig",
        },
      ],
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    const { payload } = await jwtVerify(token, createLocalJWKSet(answer.body), {
      issuer: PUBLIC_URL,
      audience: PUBLIC_URL,
      typ: "at+jwt",
    });
    expect(payload.sub).toBe(String(user.id));
  });

  test("keys change by generation: tokens of the one before stay good, and older ones do not", async () => {
    const { access_token: first } = await session();
    const second = otherApp(api, { tokens: generation(2) });
    const { body: jwks } = await second.call("GET", "/.well-known/jwks.json");
    expect(jwks.keys).toHaveLength(2);
    expect(jwks.keys[1].kid).toBe(decodeProtectedHeader(first).kid);
    expect((await second.me(first)).status).toBe(200);
    const account = await api.services.accounts.byId((await accounts.me(first)).body.user.id);
    const issued = await generation(2).issue(account as never);
    expect(decodeProtectedHeader(issued).kid).toBe(jwks.keys[0].kid);
    for (const token of [first, issued]) {
      await jwtVerify(token, createLocalJWKSet(jwks), { issuer: PUBLIC_URL, audience: PUBLIC_URL });
    }
    const third = otherApp(api, { tokens: generation(3) });
    expect([(await third.me(issued)).status, (await third.me(first)).status]).toEqual([200, 401]);
    // A process that was not told of the new generation does not take its tokens.
    expect((await accounts.me(issued)).status).toBe(401);
  });
});

/** A minute later: no other tab is meant any more. */
const inAMinute = () => new Date(Date.now() + 60_000);
const later = () => otherApp(api, { now: inAMinute });

describe("error", () => {
  test.each([
    [undefined, 400],
    [null, 400],
    [7, 400],
    ["", 400],
    ["x".repeat(300), 400],
    ["nonsense", 401],
    ["0".repeat(64), 401],
    ["' OR '1'='1", 401],
    ["刷新", 401],
  ])("a refresh token that is none is refused: %j", async (token, status) => {
    const answer = await accounts.refresh(token);
    expect(answer.status).toBe(status);
    if (status === 401) expect([answer.body, answer.headers.get("www-authenticate")]).toEqual([REFUSED, "Bearer"]);
    else expect(Object.keys(answer.body.errors)).toEqual(["refresh_token"]);
  });

  test("an access token refreshes nothing, and a refresh token opens nothing", async () => {
    const { access_token, refresh_token } = await session();
    expect([400, 401]).toContain((await accounts.refresh(access_token)).status);
    expect((await accounts.me(refresh_token)).status).toBe(401);
    expect((await accounts.logOut(refresh_token)).status).toBe(401);
    expect((await accounts.refresh(refresh_token)).status).toBe(200);
  });

  test("lifetimes that make no sense are refused at start", () => {
    expect(() => readSettings({ TOKEN_LIFETIME: "7200", SESSION_LIFETIME: "3600" })).toThrow("SESSION_LIFETIME");
    expect(() => readSettings({ TOKEN_KEY_GENERATION: "0" })).toThrow("TOKEN_KEY_GENERATION");
    expect(readSettings({})).toMatchObject({
      tokenKeyGeneration: 1,
      tokenLifetime: 86_400,
      sandboxes: [],
      sessionLifetime: 2_592_000,
    });
  });
});

describe("security", () => {
  test("using a refresh token twice ends the whole session", async () => {
    const first = await session();
    const { body } = await accounts.refresh(first.refresh_token);
    const reused = await later().refresh(first.refresh_token);
    expect([reused.status, reused.body]).toEqual([401, REFUSED]);
    for (const token of [body.refresh_token, first.refresh_token]) {
      expect((await accounts.refresh(token)).status).toBe(401);
    }
    for (const token of [body.access_token, first.access_token]) expect((await accounts.me(token)).status).toBe(401);
    const other = await first.again();
    expect((await accounts.me(other.access_token)).status).toBe(200);
  });

  test("whoever runs the server hears of it once", async () => {
    const heard: number[] = [];
    const listening = otherApp(api, {
      now: inAMinute,
      sessions: sessionsRepository(api.database, (id) => void heard.push(id)),
    });
    const { refresh_token: token, user } = await session();
    await accounts.refresh(token);
    for (let round = 0; round < 4; round++) await listening.refresh(token);
    expect(heard).toEqual([user.id]);
  });

  test("a thief who knows the key of an earlier request gets nothing by it once its answer was used", async () => {
    const { refresh_token: token } = await session();
    const { body } = await accounts.refresh(token, { "idempotency-key": "a" });
    expect((await later().refresh(token, { "idempotency-key": "b" })).status).toBe(401);
    expect((await accounts.me(body.access_token)).status).toBe(401);
  });

  test("of tabs that refresh at once all get the same answer, and the session goes on", async () => {
    for (let round = 0; round < 5; round++) {
      const { refresh_token: token } = await session();
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, tab) =>
          accounts.refresh(token, tab === 0 ? {} : { "idempotency-key": `tab-${tab}` }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      const [first] = answers;
      expect((await accounts.me(first?.body.access_token)).status).toBe(200);
      const next = await accounts.refresh(first?.body.refresh_token);
      expect(next.status).toBe(200);
      // One that comes when its answer was used is refused, and ends nothing.
      expect((await accounts.refresh(token)).status).toBe(401);
      expect((await accounts.me(next.body.access_token)).status).toBe(200);
      // After half a minute it is a thief's.
      const past = otherApp(api, { now: () => new Date(Date.now() + 31_000) });
      expect((await past.refresh(token)).status).toBe(401);
      expect((await accounts.me(next.body.access_token)).status).toBe(401);
    }
  });

  test("a session ends when it is not used for its lifetime, and lives on while it is", async () => {
    const at = (days: number) => otherApp(api, { now: () => new Date(Date.now() + days * 86_400_000) });
    const first = await session();
    const used = await at(29).refresh(first.refresh_token);
    expect(used.status).toBe(200);
    expect((await at(58).refresh(used.body.refresh_token)).status).toBe(200);
    const second = await session();
    expect((await at(31).refresh(second.refresh_token)).status).toBe(401);
  });

  test("a session of an earlier token version is over", async () => {
    const { refresh_token: token, user } = await session();
    await api.database.write.updateTable("accounts").set({ token_version: 7 }).where("id", "=", user.id).execute();
    expect((await accounts.refresh(token)).status).toBe(401);
  });

  test("only hashes are stored, under a key that the database does not hold", async () => {
    const { refresh_token: token } = await session();
    const rows = await api.database.read.selectFrom("refresh_tokens").select("hash").execute();
    expect(rows.map(({ hash }) => hash)).toContain(api.services.keyedHash("refresh-token", token));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("no seed of keys leads to another, and none is the key of what is stored", () => {
    const { tokenSeed, storageSecret } = api.keys;
    const secrets = [tokenSeed(1), tokenSeed(2), tokenSeed(3), storageSecret];
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString("hex"))).size).toBe(4);
    expect(secrets.every((secret) => secret.length === 32)).toBe(true);
  });

  test("refreshes and log-outs are limited", async () => {
    const limited = otherApp(api, {}, { rateLimits: { session: { points: 2, seconds: 60 } } });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await limited.refresh("nonsense")).status);
    expect(statuses).toEqual([401, 401, 429]);
    const { access_token: token, again } = await session();
    const others = [token, (await again()).access_token, (await again()).access_token];
    const ended: number[] = [];
    for (const token of others) ended.push((await limited.logOut(token)).status);
    expect(ended).toEqual([200, 200, 429]);
  });
});
