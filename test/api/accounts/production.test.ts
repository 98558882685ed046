import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi({ settings: { development: false } });
  accounts = accountsOf(api);
});
afterAll(() => api.close());

test("production without a mail server says so to everybody, and keeps no mailbox", async () => {
  const { username, token } = await api.account("pharmacy");
  expect(api.services.mailbox).toBeNull();
  for (const path of ["/dev/mailbox", "/dev/mailbox.json"]) expect((await api.call("GET", path)).status).toBe(404);
  const answers: string[] = [];
  for (const identifier of [username, "nobody-here"]) {
    for (const channel of ["email", "phone"]) {
      const target = { identifier, channel, contact: `${username}@example.com` };
      const { status, text, headers } = await accounts.requestResetCode(target);
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
      answers.push(text);
    }
  }
  expect(answers.slice(0, 2)).toEqual(answers.slice(2));
  const verification = await accounts.requestEmailVerification(token);
  expect([verification.status, verification.body]).toEqual([503, { message: "Mail cannot be sent at present" }]);
  for (const table of ["reset_codes", "email_verifications", "outgoing_messages", "mailbox"] as const) {
    expect(await api.database.read.selectFrom(table).selectAll().execute()).toEqual([]);
  }
});

test("log-in, refresh, a new password and log-out need no messages", async () => {
  const { username, password } = await api.account("regulator");
  const { body } = await accounts.logIn(username, password);
  const refreshed = await accounts.refresh(body.refresh_token);
  expect((await accounts.me(refreshed.body.access_token)).body.user.username).toBe(username);
  const change = { old_password: password, new_password: "Secret456" };
  expect((await accounts.changePassword(refreshed.body.access_token, change)).status).toBe(200);
  const again = await accounts.logIn(username, "Secret456");
  expect((await accounts.logOut(again.body.access_token)).status).toBe(200);
  expect((await accounts.me(again.body.access_token)).status).toBe(401);
});
