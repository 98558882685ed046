import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { argon2Passwords } from "../../../integrations/passwords/argon2.ts";
import { joseTokens } from "../../../integrations/tokens/jose.ts";
import { type Api, PUBLIC_URL, startApi } from "../support/api.ts";
import { otherApp } from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const register = (body: unknown, headers = {}) => api.call("POST", "/api/auth/register", { body, headers });
const logIn = (username: string, password: string) =>
  api.call("POST", "/api/auth/login", { body: { username, password } });
/** The registration of the accounts document. */
const ALICE = { username: "alice", email: "a@b.com", phone: "13800138000", password: "Secret123", role: "pharmacy" };

test("what is wrong is said in the language that is asked for", async () => {
  const inChinese = { "accept-language": "zh-CN,zh;q=0.9" };
  const input = { username: "x", email: "no address", password: "short" };
  const [chinese, english] = [await register(input, inChinese), await register(input)];
  expect([chinese.status, english.status]).toEqual([400, 400]);
  expect([chinese.headers.get("content-language"), english.headers.get("content-language")]).toEqual(["zh", "en"]);
  expect(Object.keys(chinese.body.errors)).toEqual(Object.keys(english.body.errors));
  for (const sentence of [chinese.body.message, ...Object.values(chinese.body.errors)]) {
    expect(sentence).toMatch(/\p{Script=Han}/u);
  }
  expect(english.text).not.toMatch(/\p{Script=Han}/u);
  const body = { username: "nobody", password: "Secret123" };
  const denied = await api.call("POST", "/api/auth/login", { body, headers: inChinese });
  expect([denied.status, denied.body.message]).toEqual([401, "用户名或密码错误"]);
});

describe("happy", () => {
  test("the document's registration, log-in and current user work as printed", async () => {
    const registered = await register(ALICE);
    expect(registered.status).toBe(201);
    const { user } = registered.body;
    expect(registered.body).toEqual({
      message: expect.any(String),
      user: {
        id: expect.any(Number),
        username: "alice",
        email: "a@b.com",
        email_verified: false,
        phone: "+8613800138000",
        role: "pharmacy",
        name: "alice",
        address: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      },
    });
    expect(user.address).not.toBe(user.address.toLowerCase());
    const withRoles = {
      ...user,
      role_status: "granted",
      roles: ["pharmacy"],
      role_applications: [
        { id: expect.any(String), role: "pharmacy", status: "granted", reason: null, created_at: user.created_at },
      ],
    };
    const loggedIn = await logIn("alice", "Secret123");
    expect(loggedIn.status).toBe(200);
    expect(loggedIn.body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 86_400,
      user: withRoles,
    });
    expect(loggedIn.headers.get("cache-control")).toBe("no-store");
    const me = await api.call("GET", "/api/auth/me", { token: loggedIn.body.access_token });
    expect([me.status, me.body]).toEqual([200, { user: { ...withRoles, duties: [] } }]);
    for (const name of ["ALICE", "A@B.com", "13800138000", "138-0013-8000", "+86 (138) 0013-8000"]) {
      expect((await logIn(name, "Secret123")).status).toBe(200);
    }
  });

  test.each([
    ["pharmacy", "RETAILER_ROLE"],
    ["supplier", "PRODUCER_ROLE"],
    ["logistics", "CARRIER_ROLE"],
    ["regulator", "REGULATOR_ROLE"],
    ["processor", "PROCESSOR_ROLE"],
    ["inspector", "INSPECTOR_ROLE"],
    ["unauth", null],
  ])("the role %s is %s on chain as soon as the registration is answered", async (role, constant) => {
    const { user } = await api.account(role, "A firm");
    expect(user).toMatchObject({ role, name: "A firm" });
    const current = await api.chain.rolesOf(user.address);
    if (constant === null) return expect(current).toBe(0);
    const identifier = await api.chain.trace.getFunction(constant)();
    expect(await api.chain.trace.getFunction("hasRole")(identifier, user.address)).toBe(true);
  });

  test("a registration that is tried again with its key is the same account", async () => {
    const body = { username: "retry", email: "retry@example.com", password: "Secret123", role: "supplier" };
    const headers = { "idempotency-key": "register-1" };
    const [first, twin] = await Promise.all([register(body, headers), register(body, headers)]);
    expect(twin.body).toEqual(first.body);
    const again = await register(body, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await register({ ...body, email: "other@example.com" }, headers)).status).toBe(409);
    expect((await register({ ...body, password: "Secret124" }, headers)).status).toBe(409);
    expect((await register(body)).status).toBe(409);
  });
});

describe("error", () => {
  test.each([
    [{}, ["username", "password"]],
    [{ ...ALICE, username: "b", password: "short" }, ["username", "password"]],
    [{ ...ALICE, username: "bob", password: "alllowercase1" }, ["password"]],
    [{ ...ALICE, username: "bob", password: "NoDigitsHere" }, ["password"]],
    [{ ...ALICE, username: "bob", email: "not an address" }, ["email"]],
    [{ ...ALICE, username: "bob", phone: "call me" }, ["phone"]],
    [{ ...ALICE, username: "bob", phone: "12345" }, ["phone"]],
    [{ ...ALICE, username: "bob", role: "admin" }, ["role"]],
    [{ ...ALICE, username: "bob", role: "constructor" }, ["role"]],
    [{ ...ALICE, username: "bob", email: "", phone: undefined }, ["email"]],
    [{ ...ALICE, username: "13900139000" }, ["username"]],
    [{ ...ALICE, username: "eve@b.com" }, ["username"]],
  ])("a registration that breaks rules is told which: %j", async (body, fields) => {
    const { status, body: answer } = await register(body);
    expect(status).toBe(400);
    expect(Object.keys(answer.errors)).toEqual(fields);
    expect(answer.message).toBe(answer.errors[fields[0] as string]);
  });

  test.each([
    // What is not seen, what turns the writing around, what only looks like a letter or a character.
    ["gr\u202Eeen", "gr\u200Been", "gr\u2066een", "gr\u00ADeen", "绿\u3164谷", "gr\u0435en", "⺁谷"],
    // What is taken for the installation itself.
    ["admin", "Administrator", "ＡＤＭＩＮ", "root-1", "a.d.m.i.n", "系统管理员"],
  ])("a username that would be taken for another is none: %s", async (...usernames) => {
    for (const username of usernames) {
      const { status, body } = await register({ ...ALICE, username });
      expect([username, status, Object.keys(body.errors)]).toEqual([username, 400, ["username"]]);
    }
  });

  test.each(["Green\u202E Valley", "Green\u200B Valley", "Green\u2066Valley", "Green\nValley", "绿\u3164谷"])(
    "nor is a name with what is not seen: %j",
    async (name) => {
      const { status, body } = await register({ ...ALICE, username: "bob", name });
      expect([status, body.errors]).toEqual([400, { name: "Name must not have invisible characters" }]);
    },
  );

  test("pictures of several characters are fit for a name", async () => {
    const name = "👩\u200D🌾 ❤\uFE0F 绿谷";
    const body = { username: "pictures", email: "pictures@example.com", password: "Secret123", name };
    expect((await register(body)).body.user.name).toBe(name);
  });

  test("what is taken is told by its field, without regard to case", async () => {
    await register({ username: "taken", email: "taken@example.com", phone: "13811112222", password: "Secret123" });
    const other = { username: "fresh", email: "fresh@example.com", phone: "13833334444", password: "Secret123" };
    await register({ username: "绿谷⼈", email: "lugu@example.com", password: "Secret123" });
    for (const username of ["ＴＡＫＥＮ", "绿谷人"])
      expect((await register({ ...other, username })).body.errors).toEqual({
        username: expect.stringMatching("already"),
      });
    const phones = ["138 1111 2222", "+86-138-1111-2222"].map((phone) => ({ phone }));
    for (const change of [{ username: "TAKEN" }, { email: "Taken@Example.com" }, ...phones]) {
      const { status, body } = await register({ ...other, ...change });
      expect([status, Object.keys(body.errors)]).toEqual([409, Object.keys(change)]);
    }
  });

  test("unreadable requests are refused in the dialect's own shape", async () => {
    const post = (body: unknown, headers: Record<string, string>) =>
      api.call("POST", "/api/auth/login", { body, headers });
    const json = { "content-type": "application/json" };
    expect(await post("{", json)).toMatchObject({ status: 400, body: { message: "The body is not valid JSON" } });
    expect(await post("a=b", { "content-type": "text/plain" })).toMatchObject({
      status: 415,
      body: { message: expect.any(String) },
    });
    expect((await post(`"${"x".repeat(300_000)}"`, json)).status).toBe(413);
    expect((await post("[]", json)).status).toBe(400);
    expect((await post("null", json)).status).toBe(400);
    const wrong = await api.call("PUT", "/api/auth/login");
    expect([wrong.status, wrong.headers.get("allow"), Object.keys(wrong.body)]).toEqual([405, "POST", ["message"]]);
    const nowhere = await api.call("GET", "/api/auth/nowhere");
    expect([nowhere.status, Object.keys(nowhere.body)]).toEqual([404, ["message"]]);
  });
});

describe("security", () => {
  test("an unknown account and a wrong password get the same answer after the same work", async () => {
    await register({ username: "known", email: "known@example.com", password: "Secret123" });
    const { passwords } = api.services;
    const checked: (string | undefined)[] = [];
    const watched = otherApp(api, {
      passwords: {
        ...passwords,
        verify(hash, password) {
          checked.push(hash);
          return passwords.verify(hash, password);
        },
      },
    });
    const answers = new Set<string>();
    for (const username of ["known", "nobody-here"]) {
      const body = { username, password: "Wrong1234" };
      const { status, text } = await watched.call("POST", "/api/auth/login", { body });
      answers.add(`${status} ${text}`);
    }
    expect([...answers]).toEqual(['401 {"message":"Invalid username or password"}']);
    // What the check without a hash costs, the passwords' own test says.
    expect(checked).toEqual([expect.stringContaining("$argon2id$"), undefined]);
  });

  test("passwords are hashed with argon2id as OWASP sets it", async () => {
    const passwords = argon2Passwords();
    const hash = await passwords.hash("Secret123");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, "Secret123")).toBe(true);
    expect(await passwords.verify(undefined, "Secret123")).toBe(false);
    const rows = await api.database.read.selectFrom("accounts").select("password_hash").execute();
    expect(rows.every((row) => row.password_hash.startsWith("$argon2id$"))).toBe(true);
  });

  test("forged, foreign, expired and ended tokens are refused", async () => {
    const { user, token } = await api.account("unauth");
    const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
    // The seed as a private key of PKCS #8 (RFC 8410).
    const key = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), api.keys.tokenSeed(1)]);
    const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
    const publicKey = createPublicKey(privateKey);
    const { ver } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: PUBLIC_URL, aud: PUBLIC_URL, sub: String(user.id), ver, iat: now, exp: now + 60 };
    const sign = (payload: object, header: object = {}, key: Parameters<SignJWT["sign"]>[0] = privateKey) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: "EdDSA", kid, typ: "at+jwt", ...header }).sign(key);
    const me = (bearer: string) => api.call("GET", "/api/auth/me", { headers: { authorization: bearer } });

    expect((await me(`Bearer ${await sign(claims)}`)).status).toBe(200);
    const other = generateKeyPairSync("ed25519").privateKey;
    const none = `${Buffer.from(JSON.stringify({ alg: "none", kid, typ: "at+jwt" })).toString("base64url")}.${token.split(".")[1]}.`;
    const secret = Buffer.from(publicKey.export({ type: "spki", format: "pem" }));
    const bad = [
      await sign(claims, {}, other),
      await sign(claims, { kid: "another" }),
      await sign(claims, { typ: "JWT" }),
      await sign(claims, { alg: "HS256" }, secret),
      await sign({ ...claims, exp: now - 1 }),
      await sign({ ...claims, iss: "https://other.example" }),
      await sign({ ...claims, aud: "other" }),
      await sign({ ...claims, sub: "999999" }),
      await sign({ ...claims, sub: "1 or 1=1" }),
      await sign({ ...claims, ver: ver + 1 }),
      none,
      `${token.slice(0, -4)}AAAA`,
      "nonsense",
    ];
    for (const forged of bad) {
      const { status, body, headers } = await me(`Bearer ${forged}`);
      expect([status, headers.get("www-authenticate"), Object.keys(body)]).toEqual([401, "Bearer", ["message"]]);
    }
    for (const header of ["", "Bearer", "Basic YTpi", `bearer  ${token} x`])
      expect((await me(header)).status).toBe(401);
    expect((await api.call("GET", "/api/auth/me")).status).toBe(401);

    await api.database.write
      .updateTable("accounts")
      .set({ token_version: ver + 1 })
      .where("id", "=", user.id)
      .execute();
    expect((await me(`Bearer ${token}`)).status).toBe(401);
  });

  test("tokens are good for a day", async () => {
    const keys = [{ kid: "day", ...generateKeyPairSync("ed25519") }];
    const at = (seconds: number) =>
      joseTokens({ keys, issuer: "i", audience: "a", now: () => new Date(Date.now() + seconds * 1000) });
    const token = await at(0).issue({ id: 7, tokenVersion: 3 } as never);
    expect(await at(86_390).verify(token)).toEqual({ accountId: 7, tokenVersion: 3, sessionId: null });
    expect(await at(86_410).verify(token)).toBeUndefined();
  });

  test("secrets are in no log and in no answer", async () => {
    const password = "Very5ecretPassword";
    const { text } = await register({ username: "quiet", email: "quiet@example.com", password });
    const loggedIn = await logIn("quiet", password);
    await logIn("quiet", `${password}x`);
    expect(`${text}${loggedIn.text}`).not.toMatch(/argon2|Very5ecret|hash/);
    const log = api.logged.join("");
    expect(log).not.toContain("Very5ecret");
    expect(log).not.toContain(loggedIn.body.access_token);
  });

  test("names that mean something to SQL, to JavaScript or to a terminal are only names", async () => {
    for (const username of ["' OR '1'='1", "a\u0000b", "x\r\nSet-Cookie: a=b", "constructor"]) {
      expect([400, 401]).toContain((await logIn(username, "Secret123")).status);
    }
    const polluting =
      '{"username":"eve","email":"eve@example.com","password":"Secret123","__proto__":{"role":"regulator"}}';
    const answer = await api.call("POST", "/api/auth/register", {
      body: polluting,
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(400);
    expect((await register({ username: "农夫", email: "nongfu@example.com", password: "Secret123" })).status).toBe(201);
  });
});
