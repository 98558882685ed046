import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf, messageTo, otherApp, person, productionOf } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

const INVALID = "The code is invalid or has expired";

test("no answer tells whether there is such an account, whose contact it is, or whether a code is out", async () => {
  const known = await person(accounts);
  const other = await person(accounts);
  const targets = [
    known.target,
    { ...known.target, contact: other.email },
    { ...known.target, channel: "phone" },
    { identifier: "nobody-here", channel: "email", contact: known.email },
    { identifier: "' OR '1'='1", channel: "email", contact: "%" },
  ];
  const production = otherApp(api, productionOf(api, ["email", "phone"]));
  const mails = (await api.services.mailbox?.list())?.length;
  for (const target of targets) {
    const asked = await production.requestResetCode(target);
    expect([asked.status, asked.text]).toEqual([
      200,
      '{"message":"If the account and contact match, a verification code has been sent","expires_in":600}',
    ]);
    for (let tries = 0; tries < 7; tries++) {
      const body = { ...target, code: "000000", new_password: "Secret456" };
      const answer = await production.resetPassword(body, tries === 6 ? { "idempotency-key": "k" } : {});
      expect([answer.status, answer.body]).toEqual([400, { message: INVALID, errors: { code: INVALID } }]);
    }
  }
  // Only the first was sent.
  await messageTo(api, known.email);
  expect((await api.services.mailbox?.list())?.length).toBe((mails ?? 0) + 1);
  // The same is kept of each.
  const rows = await api.database.read.selectFrom("reset_codes").selectAll().execute();
  expect(rows.filter(({ tries }) => tries === 5).length).toBeGreaterThanOrEqual(targets.length);

  for (const { target } of [{ target: targets[1] }, { target: targets[3] }]) {
    expect((await accounts.requestResetCode(target)).body).not.toHaveProperty("debug_code");
  }
});

test("a code allows five tries, and a new one takes its place", async () => {
  const { target, username } = await person(accounts);
  const code = async () => (await accounts.requestResetCode(target)).body.debug_code as string;
  const tryIt = async (code: string) =>
    (await accounts.resetPassword({ ...target, code, new_password: "Secret456" })).status;
  const wrong = (right: string) => (right === "111111" ? "222222" : "111111");
  const first = await code();
  for (let tries = 0; tries < 5; tries++) expect(await tryIt(wrong(first))).toBe(400);
  expect(await tryIt(first)).toBe(400);
  const second = await code();
  const third = await code();
  if (second !== third) expect(await tryIt(second)).toBe(400);
  for (let tries = 0; tries < 3; tries++) expect(await tryIt(wrong(third))).toBe(400);
  expect(await tryIt(third)).toBe(200);
  expect((await accounts.logIn(username, "Secret456")).status).toBe(200);
});

test("a code expires after ten minutes, fits one account and channel, and is used once by two at a time", async () => {
  const [first, second] = [await person(accounts), await person(accounts)];
  const reset = (client: typeof accounts, target: object, code: string) =>
    client.resetPassword({ ...target, code, new_password: "Secret456" });
  const { debug_code: code } = (await accounts.requestResetCode(first.target)).body;
  const at = (seconds: number) => otherApp(api, { now: () => new Date(Date.now() + seconds * 1000) });
  expect((await reset(at(601), first.target, code)).status).toBe(400);
  expect((await reset(accounts, second.target, code)).status).toBe(400);
  expect((await reset(accounts, { ...first.target, channel: "phone", contact: first.phone }, code)).status).toBe(400);
  const both = await Promise.all([reset(at(590), first.target, code), reset(accounts, first.target, code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test("codes are spread over all six digits", async () => {
  const { codeOf } = await import("../../../domain/sessions/secrets.ts");
  const codes = Array.from({ length: 2_000 }, (_, index) => codeOf(api.services.keyedHash, String(index)));
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
  for (let position = 0; position < 6; position++) {
    expect(new Set(codes.map((code) => code[position])).size).toBe(10);
  }
});

test("neither the database nor the log holds a code, a password or a token", async () => {
  const { username, target, token, refreshToken, email } = await person(accounts);
  const { debug_code: code } = (await accounts.requestResetCode(target)).body;
  const mail = await messageTo(api, email);
  expect(mail.text).toContain(code);
  const tables = ["reset_codes", "refresh_tokens", "sessions", "outgoing_messages", "email_verifications"] as const;
  const stored = JSON.stringify(
    await Promise.all(tables.map((table) => api.database.read.selectFrom(table).selectAll().execute())),
  );
  await accounts.resetPassword({ ...target, code, new_password: "Very5ecretPassword" });
  const log = api.logged.join("");
  for (const secret of [token, refreshToken, "Very5ecretPassword", email]) {
    expect(stored).not.toContain(secret);
    expect(log).not.toContain(secret);
  }
  expect(stored).not.toContain(`"${code}"`);
  expect(log).not.toContain(`"${code}"`);
  expect((await accounts.logIn(username, "Very5ecretPassword")).status).toBe(200);
});

test("codes are throttled by whom they are for and by address, and so are tries and changes", async () => {
  const { target, token, phone } = await person(accounts);
  const limit = { points: 2, seconds: 60 };
  const limited = (name: string) => otherApp(api, {}, { rateLimits: { [name]: limit }, trustedProxies: 1 });
  const from = (address: number) => ({ "x-forwarded-for": `203.0.113.${address}` });
  const statuses = async (calls: (() => Promise<{ status: number }>)[]) => {
    const answers: number[] = [];
    for (const call of calls) answers.push((await call()).status);
    return answers;
  };

  const byTarget = limited("resetCodeTarget");
  const wide = target.identifier.replace("p", "ｐ").toUpperCase();
  expect(
    await statuses([
      () => byTarget.requestResetCode(target, from(1)),
      () => byTarget.requestResetCode({ ...target, identifier: wide }, from(2)),
      () => byTarget.requestResetCode(target, from(3)),
      // Another name of the same account: the mailbox is what has to be spared.
      () => byTarget.requestResetCode({ ...target, identifier: phone }, from(4)),
      () => byTarget.requestResetCode({ ...target, identifier: "nobody", contact: "no@one.com" }, from(4)),
    ]),
  ).toEqual([200, 200, 429, 429, 200]);

  const byAddress = limited("resetCode");
  const anybody = (name: string) => ({ identifier: name, channel: "email", contact: `${name}@example.com` });
  expect(
    await statuses(["a1", "b1", "c1"].map((name) => () => byAddress.requestResetCode(anybody(name), from(5)))),
  ).toEqual([200, 200, 429]);

  const tries = limited("failedResetAnywhere");
  const reset = { ...target, code: "000000", new_password: "Secret456" };
  expect(await statuses([6, 7, 8].map((address) => () => tries.resetPassword(reset, from(address))))).toEqual([
    400, 400, 429,
  ]);
  const resets = limited("resetPassword");
  expect(
    await statuses(["a", "b", "c"].map((identifier) => () => resets.resetPassword({ ...reset, identifier }, from(9)))),
  ).toEqual([400, 400, 429]);

  const changes = limited("changePassword");
  const change = () => changes.changePassword(token, { old_password: "Wrong1234", new_password: "Secret456" });
  expect(await statuses([change, change, change])).toEqual([400, 400, 429]);
});

test("full-width letters and grouped digits do not buy more guesses of a password", async () => {
  const { username, phone } = await person(accounts);
  const limited = otherApp(api, {}, { rateLimits: { failedLogIn: { points: 2, seconds: 60 } } });
  const guess = async (name: string) => (await limited.logIn(name, "Wrong1234")).status;
  expect([await guess(username), await guess(username.replace("p", "ｐ")), await guess(username)]).toEqual([
    401, 401, 429,
  ]);
  expect([await guess(phone), await guess(`${phone[0]}-${phone.slice(1)}`), await guess(phone)]).toEqual([
    401, 401, 429,
  ]);
});
