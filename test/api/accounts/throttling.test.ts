/** Guesses of passwords and codes are bounded, and whoever makes them keeps no owner out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf, otherApp, person } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

const few = { points: 3, seconds: 600 };
const more = { points: 6, seconds: 600 };
const behindProxy = (rateLimits: object) => otherApp(api, {}, { trustedProxies: 1, rateLimits });
const from = (address: string) => ({ "x-forwarded-for": address });
type Client = ReturnType<typeof behindProxy>;

const logIn = async (client: Client, username: string, address: string, password = "Secret123") =>
  (await client.call("POST", "/api/auth/login", { body: { username, password }, headers: from(address) })).status;
const guess = (client: Client, username: string, address: string) => logIn(client, username, address, "Wrong1234");

test("who guesses at one address keeps the owner out at no other, not even a new one", async () => {
  const { username, email } = await person(accounts);
  const client = behindProxy({ failedLogIn: few });
  for (let i = 0; i < 3; i++) expect(await guess(client, username, "198.51.100.1")).toBe(401);
  for (let i = 0; i < 3; i++) expect(await guess(client, username, "198.51.100.1")).toBe(429);
  expect(await logIn(client, username, "198.51.100.1")).toBe(429);
  expect(await logIn(client, username, "203.0.113.7")).toBe(200);
  // The same at the log-in by email.
  const byEmail = async (password: string, address: string) =>
    (await client.call("POST", "/auth/login", { body: { email, password }, headers: from(address) })).status;
  for (let i = 0; i < 3; i++) expect(await byEmail("Wrong1234", "198.51.100.2")).toBe(401);
  expect(await byEmail("Secret123", "198.51.100.2")).toBe(429);
  expect(await byEmail("Secret123", "203.0.113.8")).toBe(200);
});

test("guesses from many addresses are bounded, and the owner gets in where it got in before", async () => {
  const { username, phone } = await person(accounts);
  const client = behindProxy({ failedLogInAnywhere: more });
  const home = "203.0.113.20";
  expect(await logIn(client, username, home)).toBe(200);
  for (let i = 0; i < 6; i++) expect(await guess(client, username, `198.51.100.${i}`)).toBe(401);
  for (let i = 6; i < 12; i++) expect(await guess(client, username, `198.51.100.${i}`)).toBe(429);
  expect(await logIn(client, username, "198.51.100.99")).toBe(429);
  for (let i = 0; i < 3; i++) expect(await logIn(client, username, home)).toBe(200);
  // By whatever name.
  expect(await logIn(client, phone, home)).toBe(200);
  // The same on another process, which was started later.
  const restarted = behindProxy({ failedLogInAnywhere: { points: 0, seconds: 600 } });
  expect([await logIn(restarted, username, home), await logIn(restarted, username, "198.51.100.98")]).toEqual([
    200, 429,
  ]);
  // Where it got in before, guesses are bounded too; and there is nothing to be had by another account's address.
  const bounded = behindProxy({ failedLogIn: few, failedLogInAnywhere: more });
  for (let i = 0; i < 3; i++) expect(await guess(bounded, username, home)).toBe(401);
  expect(await guess(bounded, username, home)).toBe(429);
  const other = await person(accounts);
  expect(await logIn(restarted, other.username, home)).toBe(429);
});

test("names of nobody are limited as those of somebody are", async () => {
  const { username } = await person(accounts);
  const client = behindProxy({ failedLogIn: few, failedLogInAnywhere: more });
  const answers = async (name: string) => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push(await guess(client, name, `198.51.100.${Math.floor(i / 4)}`));
    return statuses;
  };
  const expected = [401, 401, 401, 429, 401, 401, 401, 429, 429, 429, 429, 429];
  expect(await answers(username)).toEqual(expected);
  expect(await answers("nobody-at-all")).toEqual(expected);
});

test("what is right is not counted, however often", async () => {
  const { username } = await person(accounts);
  const client = behindProxy({ failedLogIn: few, failedLogInAnywhere: few });
  for (let i = 0; i < 8; i++) expect(await logIn(client, username, `203.0.113.${100 + i}`)).toBe(200);
});

test("nobody uses up the owner's codes, nor the tries of them", async () => {
  const { username, target } = await person(accounts);
  const home = from("203.0.113.30");
  const client = behindProxy({ resetCodeTarget: few, failedReset: few, failedResetAnywhere: more });
  expect(await logIn(client, username, "203.0.113.30")).toBe(200);
  const ask = async (headers: object) => (await client.requestResetCode(target, headers)).status;
  for (let i = 0; i < 3; i++) expect(await ask(from(`198.51.100.${i}`))).toBe(200);
  // The mailbox is spared, wherever they come from.
  expect(await ask(from("198.51.100.50"))).toBe(429);
  const reset = (headers: object, code: string) =>
    client.resetPassword({ ...target, code, new_password: "Secret456" }, headers);
  for (let i = 0; i < 6; i++) expect((await reset(from(`198.51.100.${i}`), "000000")).status).toBe(400);
  expect((await reset(from("198.51.100.60"), "000000")).status).toBe(429);

  const asked = await client.requestResetCode(target, home);
  expect(asked.status).toBe(200);
  expect((await reset(home, asked.body.debug_code)).status).toBe(200);
  for (let i = 0; i < 2; i++) expect(await ask(home)).toBe(200);
  expect(await ask(home)).toBe(429);
});

test("who proves by a code to be the owner gets in there, whatever others try", async () => {
  const { username, target } = await person(accounts);
  const client = behindProxy({ failedLogInAnywhere: few });
  for (let i = 0; i < 4; i++) await guess(client, username, `198.51.100.${i}`);
  const travelling = "203.0.113.40";
  expect(await logIn(client, username, travelling)).toBe(429);
  const { debug_code: code } = (await client.requestResetCode(target, from(travelling))).body;
  const body = { ...target, code, new_password: "Secret456" };
  expect((await client.resetPassword(body, from(travelling))).status).toBe(200);
  expect(await logIn(client, username, travelling, "Secret456")).toBe(200);
});

test("where accounts are logged in to from is kept for ninety days, and cannot be read", async () => {
  const [one, two] = [await person(accounts), await person(accounts)];
  const at = (days: number) =>
    otherApp(
      api,
      { now: () => new Date(Date.now() + days * 86_400_000) },
      { trustedProxies: 1, rateLimits: { failedLogInAnywhere: { points: 0, seconds: 60 } } },
    );
  const client = behindProxy({});
  for (const { username } of [one, two]) expect(await logIn(client, username, "203.0.113.50")).toBe(200);
  const rows = await api.database.read.selectFrom("log_in_addresses").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain("203.0.113");
  expect(new Set(rows.map((row) => row.address_hash)).size).toBe(rows.length);
  expect(await logIn(at(91), one.username, "203.0.113.50")).toBe(429);
  expect(await logIn(at(89), one.username, "203.0.113.50")).toBe(200);
  // From then on it is ninety days again; and the twenty latest are kept.
  expect(await logIn(at(170), one.username, "203.0.113.50")).toBe(200);
  for (let i = 0; i < 25; i++) expect(await logIn(client, two.username, `192.0.2.${i}`)).toBe(200);
  const { id } = (await api.services.accounts.byIdentifier(two.username)) ?? { id: 0 };
  const kept = await api.database.read
    .selectFrom("log_in_addresses")
    .selectAll()
    .where("account_id", "=", id)
    .execute();
  expect(kept).toHaveLength(20);
});
