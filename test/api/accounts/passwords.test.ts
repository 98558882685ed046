import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf, messageTo, otherApp, productionOf } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

const INVALID = "The code is invalid or has expired";
let count = 0;
/** A new account with an address and a phone, logged in. */
async function person(username = `person-${++count}`) {
  const email = `person-${++count}@example.com`;
  const phone = `139${String(count).padStart(8, "0")}`;
  const registered = await accounts.register({ username, email, phone, password: "Secret123" });
  expect(registered.status).toBe(201);
  const { body } = await accounts.logIn(username, "Secret123");
  const target = { identifier: username, channel: "email", contact: email };
  return { username, email, phone, target, token: body.access_token, refreshToken: body.refresh_token };
}

describe("happy", () => {
  test("a change of the password as the document prints it: the client has to log in again", async () => {
    const { username, token, refreshToken } = await person();
    const changed = await accounts.changePassword(token, {
      old_password: "Secret123",
      new_password: "新密码Secret456",
    });
    expect([changed.status, changed.body]).toEqual([
      200,
      { message: "Password changed successfully, please log in again" },
    ]);
    expect(changed.headers.get("cache-control")).toBe("no-store");
    expect((await accounts.me(token)).status).toBe(401);
    expect((await accounts.refresh(refreshToken)).status).toBe(401);
    expect((await accounts.logIn(username, "Secret123")).status).toBe(401);
    expect((await accounts.logIn(username, "新密码Secret456")).status).toBe(200);
  });

  test("the document's reset: a code for ten minutes, shown in development, void once it was used", async () => {
    await accounts.register({ username: "alice", email: "a@b.com", phone: "13800138000", password: "Forgotten1" });
    const before = await accounts.logIn("alice", "Forgotten1");
    const asked = await accounts.requestResetCode({ identifier: "alice", channel: "email", contact: "a@b.com" });
    expect(asked.status).toBe(200);
    expect(asked.body).toEqual({
      message: "If the account and contact match, a verification code has been sent",
      expires_in: 600,
      debug_code: expect.stringMatching(/^\d{6}$/),
    });
    const mail = await messageTo(api, "a@b.com");
    const code = asked.body.debug_code;
    expect(mail).toMatchObject({ channel: "email", subject: expect.stringMatching(/验证码.*reset code/) });
    for (const part of [mail.text, mail.channel === "email" ? mail.html : ""]) {
      expect(part.split(code)).toHaveLength(3);
      expect(part).toMatch(/10 分钟[\s\S]*10 minutes/);
    }

    const body = { identifier: "alice", channel: "email", contact: "a@b.com", code, new_password: "Secret123" };
    const reset = await accounts.resetPassword(body);
    expect([reset.status, reset.body]).toEqual([200, { message: "Password reset successfully, please log in" }]);
    expect((await accounts.logIn("alice", "Secret123")).status).toBe(200);
    expect((await accounts.me(before.body.access_token)).status).toBe(401);
    expect((await accounts.refresh(before.body.refresh_token)).status).toBe(401);
    const again = await accounts.resetPassword({ ...body, new_password: "Secret789" });
    expect([again.status, again.body]).toEqual([400, { message: INVALID, errors: { code: INVALID } }]);
  });

  test("a code goes by phone too, and the account may be named in any way that it logs in by", async () => {
    const { username, email, phone } = await person("农夫");
    for (const identifier of [username, email, phone, email.toUpperCase(), phone.replace(/^(...)(....)/, "$1-$2 ")]) {
      const target = { identifier, channel: "phone", contact: ` ${phone.slice(0, 3)} ${phone.slice(3)}` };
      const seen = (await api.services.mailbox?.list())?.filter(({ message }) => message.to === phone).length;
      const { body } = await accounts.requestResetCode(target);
      const sms = await messageTo(api, phone, seen);
      expect(sms).toEqual({ channel: "phone", to: phone, text: expect.stringMatching(/^【溯源】.*Suyuan/) });
      expect(sms.text.split(body.debug_code)).toHaveLength(3);
      const reset = await accounts.resetPassword({ ...target, code: body.debug_code, new_password: "Secret123" });
      expect(reset.status).toBe(200);
    }
    expect((await accounts.logIn("农夫", "Secret123")).body.user.username).toBe("农夫");
  });

  test("a retry with the same key gets the same answer, and does nothing twice", async () => {
    const { username, target, token, email } = await person();
    const key = (name: string) => ({ "idempotency-key": name });
    const change = { old_password: "Secret123", new_password: "Secret456" };
    const changed = await accounts.changePassword(token, change, key("c"));
    const fresh = (await accounts.logIn(username, "Secret456")).body.access_token;
    const again = await accounts.changePassword(fresh, change, key("c"));
    expect([again.status, again.text]).toEqual([200, changed.text]);
    expect((await accounts.me(fresh)).status).toBe(200);
    const other = { old_password: "Secret456", new_password: "Secret789" };
    expect((await accounts.changePassword(fresh, other, key("c"))).status).toBe(409);

    const asked = await accounts.requestResetCode(target, key("r"));
    expect((await accounts.requestResetCode(target, key("r"))).text).toBe(asked.text);
    expect((await accounts.requestResetCode(target, key("s"))).text).not.toBe(asked.text);
    const { body } = await accounts.requestResetCode(target, key("t"));
    await messageTo(api, email, 2);
    expect((await api.services.mailbox?.list())?.filter(({ message }) => message.to === email)).toHaveLength(3);

    const reset = { ...target, code: body.debug_code, new_password: "Secret000" };
    const first = await accounts.resetPassword(reset, key("p"));
    expect(first.status).toBe(200);
    const { access_token } = (await accounts.logIn(username, "Secret000")).body;
    expect((await accounts.resetPassword(reset, key("p"))).text).toBe(first.text);
    expect((await accounts.me(access_token)).status).toBe(200);
    expect((await accounts.resetPassword({ ...reset, new_password: "Secret999" }, key("p"))).status).toBe(400);
  });
});

describe("error", () => {
  const WEAK = "New password must have at least 8 characters with upper case, lower case and digits";
  const TARGET = { identifier: "x", channel: "email", contact: "x@y.com" };
  const RESET = { ...TARGET, code: "123456", new_password: "Secret123" };

  test.each([
    ["request-reset-code", {}, { identifier: "Identifier is required", channel: "Channel is required" }],
    ["request-reset-code", { ...TARGET, channel: "fax" }, { channel: "Channel must be email or phone" }],
    ["request-reset-code", { ...TARGET, contact: 1 }, { contact: "Contact must be a text" }],
    ["request-reset-code", { ...TARGET, identifier: " " }, { identifier: "Identifier is required" }],
    ["request-reset-code", { ...TARGET, contact: "x".repeat(255) }, {}],
    ["request-reset-code", [], {}],
    ["reset-password", TARGET, { code: "Code is required", new_password: "New password is required" }],
    ["reset-password", { ...RESET, code: 123456 }, { code: "Code must have six digits" }],
    ["reset-password", { ...RESET, code: "12345" }, { code: "Code must have six digits" }],
    ["reset-password", { ...RESET, code: "１２３４５６" }, { code: "Code must have six digits" }],
    ["reset-password", { ...RESET, new_password: "short" }, { new_password: WEAK }],
    ["reset-password", { ...TARGET, code: "123456", newPassword: "Secret123" }, { new_password: expect.any(String) }],
    ["reset-password", null, {}],
  ])("%s that breaks rules is told which: %j", async (route, body, errors) => {
    const answer = await api.call("POST", `/api/auth/${route}`, { body: JSON.stringify(body), headers: JSON_TYPE });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject(errors);
    expect(Object.values(answer.body.errors)).toContain(answer.body.message);
  });

  const JSON_TYPE = { "content-type": "application/json" };

  test("a change of the password needs who is signed in, the old one, and a new one that is fit", async () => {
    const { token } = await person();
    const change = (body: unknown) => accounts.changePassword(token, body);
    const wrong = await change({ old_password: "Wrong1234", new_password: "Secret456" });
    const message = "Old password is incorrect";
    expect([wrong.status, wrong.body]).toEqual([400, { message, errors: { old_password: message } }]);
    for (const weak of ["short", "alllowercase1", "ALLUPPERCASE1", "NoDigitsHere", 12345678, "Aa1".repeat(50)]) {
      const answer = await change({ old_password: "Secret123", new_password: weak });
      expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, ["new_password"]]);
    }
    expect((await change({})).body.errors).toEqual({
      old_password: "Old password is required",
      new_password: "New password is required",
    });
    expect((await accounts.me(token)).status).toBe(200);
    expect((await api.call("POST", "/api/auth/change-password", { body: {} })).status).toBe(401);
  });

  test("unreadable requests are refused in the dialect's own shape", async () => {
    const post = (route: string, body: string, type = "application/json") =>
      api.call("POST", `/api/auth/${route}`, { body, headers: { "content-type": type } });
    for (const route of ["request-reset-code", "reset-password", "refresh", "verify-email"]) {
      expect([await post(route, "{"), await post(route, "a=b", "text/plain")]).toMatchObject([
        { status: 400, body: { message: "The body is not valid JSON" } },
        { status: 415, body: { message: expect.any(String) } },
      ]);
      expect((await post(route, `"${"x".repeat(300_000)}"`)).status).toBe(413);
      const method = await api.call("GET", `/api/auth/${route}`);
      expect([method.status, method.headers.get("allow")]).toEqual([405, "POST"]);
    }
    const key = await accounts.resetPassword(RESET, { "idempotency-key": "a b" });
    expect([key.status, Object.keys(key.body)]).toEqual([400, ["message"]]);
  });
});

describe("security", () => {
  test("no answer tells whether there is such an account, whose contact it is, or whether a code is out", async () => {
    const known = await person();
    const other = await person();
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
    const { target, username } = await person();
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
    const [first, second] = [await person(), await person()];
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
    const { codeOf } = await import("../../../domain/secrets.ts");
    const codes = Array.from({ length: 2_000 }, (_, index) => codeOf(api.services.keyedHash, String(index)));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    for (let position = 0; position < 6; position++) {
      expect(new Set(codes.map((code) => code[position])).size).toBe(10);
    }
  });

  test("neither the database nor the log holds a code, a password or a token", async () => {
    const { username, target, token, refreshToken, email } = await person();
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
    const { target, token, phone } = await person();
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

    const tries = limited("failedReset");
    const reset = { ...target, code: "000000", new_password: "Secret456" };
    expect(await statuses([6, 7, 8].map((address) => () => tries.resetPassword(reset, from(address))))).toEqual([
      400, 400, 429,
    ]);
    const resets = limited("resetPassword");
    expect(
      await statuses(
        ["a", "b", "c"].map((identifier) => () => resets.resetPassword({ ...reset, identifier }, from(9))),
      ),
    ).toEqual([400, 400, 429]);

    const changes = limited("changePassword");
    const change = () => changes.changePassword(token, { old_password: "Wrong1234", new_password: "Secret456" });
    expect(await statuses([change, change, change])).toEqual([400, 400, 429]);
  });

  test("full-width letters and grouped digits do not buy more guesses of a password", async () => {
    const { username, phone } = await person();
    const limited = otherApp(api, {}, { rateLimits: { failedLogIn: { points: 2, seconds: 60 } } });
    const guess = async (name: string) => (await limited.logIn(name, "Wrong1234")).status;
    expect([await guess(username), await guess(username.replace("p", "ｐ")), await guess(username)]).toEqual([
      401, 401, 429,
    ]);
    expect([await guess(phone), await guess(`${phone[0]}-${phone.slice(1)}`), await guess(phone)]).toEqual([
      401, 401, 429,
    ]);
  });
});
