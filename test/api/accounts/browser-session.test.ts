/** Sessions of this host's own pages: what goes on with them is a cookie. */
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, PUBLIC_URL, startApi } from "../support/api.ts";

const PATH = "/api/auth/session";
const OWN = { origin: PUBLIC_URL };
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const cookieOf = (headers: Headers) => /^suyuan_session=([^;]*)/.exec(headers.get("set-cookie") ?? "")?.[1];
const me = async (token: string) => (await api.call("GET", "/api/auth/me", { token })).status;
const signIn = (body: unknown, headers: Record<string, string> = OWN) => api.call("POST", PATH, { body, headers });
const refresh = (cookie: string | undefined, headers: Record<string, string> = OWN) =>
  api.call("POST", `${PATH}/refresh`, {
    headers: { ...headers, ...(cookie && { cookie: `suyuan_session=${cookie}` }) },
  });

test("the refresh token is in no body, and its cookie is for this path and for no script or other site", async () => {
  const { username, password } = await api.account();
  const answer = await signIn({ username, password });
  expect(answer.body).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 86_400 });
  expect(answer.headers.get("set-cookie")).toMatch(
    /^suyuan_session=[0-9a-f]{64}; Max-Age=\d+; Path=\/api\/auth\/session; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(await me(answer.body.access_token)).toBe(200);
  const gone = await refresh(cookieOf(answer.headers));
  expect(gone.status).toBe(200);
  expect(cookieOf(gone.headers)).not.toBe(cookieOf(answer.headers));
  const out = await api.call("DELETE", PATH, { token: gone.body.access_token, headers: OWN });
  expect([out.status, cookieOf(out.headers)]).toEqual([200, ""]);
  expect(await me(gone.body.access_token)).toBe(401);
  const after = await refresh(cookieOf(gone.headers));
  expect([after.status, cookieOf(after.headers)]).toEqual([401, ""]);
});

test("neither another site's page nor a program without an origin gets or ends a session", async () => {
  const { username, password } = await api.account();
  const { headers, body } = await signIn({ username, password });
  for (const origin of ["https://evil.example", "null", "", `${PUBLIC_URL}.evil.example`, "not an origin"]) {
    const others = { origin };
    expect([origin, (await signIn({ username, password }, others)).status]).toEqual([origin, 403]);
    expect([origin, (await refresh(cookieOf(headers), others)).status]).toEqual([origin, 403]);
    const ended = await api.call("DELETE", PATH, { token: body.access_token, headers: others });
    expect([origin, ended.status]).toEqual([origin, 403]);
  }
  expect((await refresh(cookieOf(headers), {})).status).toBe(403);
  expect((await refresh(cookieOf(headers))).status).toBe(200);
  expect((await refresh(undefined)).status).toBe(401);
  expect((await refresh("f".repeat(64))).status).toBe(401);
});

test.each([
  [{ username: "nobody-at-all", password: "Secret123" }, 401],
  [{ username: "nobody-at-all" }, 400],
  [{}, 400],
  [[], 400],
])("%j gets no session", async (body, status) => {
  const answer = await signIn(body);
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([status, null]);
});

test("a wallet's account signs in by its signature over the text that was issued", async () => {
  const { token } = await api.account();
  const wallet = Wallet.createRandom();
  const asked = { address: wallet.address };
  const binding = await api.call("POST", "/auth/wallet/challenge", { token, body: asked });
  const bound = { ...asked, message: binding.body.message, signature: await wallet.signMessage(binding.body.message) };
  expect((await api.call("POST", "/auth/wallet", { token, body: bound })).status).toBe(200);
  const { body } = await api.call("POST", "/auth/login/wallet/challenge", { body: asked });
  const signed = { ...asked, message: body.message, signature: await wallet.signMessage(body.message) };
  const answer = await signIn(signed);
  expect([answer.status, await me(answer.body.access_token)]).toEqual([200, 200]);
  expect((await signIn(signed)).status).toBe(400);
});
