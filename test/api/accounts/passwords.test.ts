import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf, messageTo, person } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

const INVALID = "The code is invalid or has expired";
describe("happy", () => {
  test("a change of the password as the document prints it: the client has to log in again", async () => {
    const { username, token, refreshToken } = await person(accounts);
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
      expect(part.split(code)).toHaveLength(5);
      expect(part.split(`/confirm#reset=${code}`)).toHaveLength(3);
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
    const { username, email, phone } = await person(accounts, "农夫");
    const number = `+86${phone}`;
    for (const identifier of [
      username,
      email,
      phone,
      number,
      email.toUpperCase(),
      phone.replace(/^(...)(....)/, "$1-$2 "),
    ]) {
      const target = { identifier, channel: "phone", contact: ` ${phone.slice(0, 3)} ${phone.slice(3)}` };
      const seen = (await api.services.mailbox?.list())?.filter(({ message }) => message.to === number).length;
      const { body } = await accounts.requestResetCode(target);
      const sms = await messageTo(api, number, seen);
      expect(sms).toEqual({ channel: "phone", to: number, text: expect.stringMatching(/^【溯源】.*Suyuan/) });
      expect(sms.text.split(body.debug_code)).toHaveLength(3);
      const reset = await accounts.resetPassword({ ...target, code: body.debug_code, new_password: "Secret123" });
      expect(reset.status).toBe(200);
    }
    expect((await accounts.logIn("农夫", "Secret123")).body.user.username).toBe("农夫");
  });

  test("a retry with the same key gets the same answer, and does nothing twice", async () => {
    const { username, target, token, email } = await person(accounts);
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
    ["reset-password", { ...RESET, code: 1234567 }, { code: "Code must have six digits" }],
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
    const { token } = await person(accounts);
    const change = (body: unknown) => accounts.changePassword(token, body);
    const wrong = await change({ old_password: "Wrong1234", new_password: "Secret456" });
    const message = "Old password is incorrect";
    expect([wrong.status, wrong.body]).toEqual([400, { message, errors: { old_password: message } }]);
    const same = "New password must differ from the old one";
    // Full width is another spelling of it.
    for (const new_password of ["Secret123", "Ｓecret１２３"]) {
      const unchanged = await change({ old_password: "Secret123", new_password });
      expect([unchanged.status, unchanged.body]).toEqual([400, { message: same, errors: { new_password: same } }]);
    }
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

  test("one of the commonest passwords is none, wherever it is set, and no try is counted", async () => {
    const { token, target } = await person(accounts);
    const { debug_code: code } = (await accounts.requestResetCode(target)).body;
    for (const password of ["Password1", "Qwerty2026!", "Aa123456"]) {
      const body = { username: "commoner", email: "commoner@example.com", password };
      const registered = await accounts.register(body);
      const message = "Password is too common: choose another";
      expect([registered.status, registered.body]).toEqual([400, { message, errors: { password: message } }]);
      const change = { old_password: "Secret123", new_password: password };
      const refused = "New password is too common: choose another";
      const said = { message: refused, errors: { new_password: refused } };
      const changed = await accounts.changePassword(token, change);
      expect([changed.status, changed.body]).toEqual([400, said]);
      const reset = await accounts.resetPassword({ ...target, code, new_password: password });
      expect([reset.status, reset.body]).toEqual([400, said]);
    }
    expect((await accounts.resetPassword({ ...target, code, new_password: "Secret456" })).status).toBe(200);
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
