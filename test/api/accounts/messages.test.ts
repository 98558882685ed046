import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unifyPhones } from "../../../domain/accounts/unify-phones.ts";
import { mailboxMessenger } from "../../../integrations/messages/mailbox.ts";
import { noMessenger } from "../../../integrations/messages/none.ts";
import { aesSealer } from "../../../integrations/messages/sealer.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf, messageTo, otherApp, productionOf } from "./support.ts";

let api: Api;
let accounts: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  api = await startApi();
  accounts = accountsOf(api);
});
afterAll(() => api.close());

/** The token of the newest mail to an address. */
async function tokenTo(email: string, seen = 0): Promise<string> {
  return /^[0-9a-f]{64}$/m.exec((await messageTo(api, email, seen)).text)?.[0] ?? "";
}

describe("happy", () => {
  test("an address is verified by the token that was mailed there", async () => {
    const { token, username } = await api.account("unauth");
    const email = `${username}@example.com`;
    expect((await accounts.me(token)).body.user.email_verified).toBe(false);
    const asked = await accounts.requestEmailVerification(token);
    expect([asked.status, asked.body]).toEqual([200, { message: "Verification email sent", expires_in: 86_400 }]);
    const mail = await messageTo(api, email);
    expect(mail).toMatchObject({ channel: "email", subject: expect.stringMatching(/验证您的邮箱.*verify your email/) });
    const secret = await tokenTo(email);
    for (let round = 0; round < 2; round++) {
      const verified = await accounts.verifyEmail({ token: secret });
      expect([verified.status, verified.body]).toEqual([200, { message: "Email verified successfully" }]);
    }
    expect((await accounts.me(token)).body.user.email_verified).toBe(true);
    const again = await accounts.requestEmailVerification(token);
    expect([again.status, again.body]).toEqual([409, { message: "This email address is already verified" }]);
  });

  test("a retry with the same key sends one mail", async () => {
    const { token, username } = await api.account("unauth");
    const key = { "idempotency-key": "verify" };
    const answers = await Promise.all([1, 2, 3].map(() => accounts.requestEmailVerification(token, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    await accounts.requestEmailVerification(token);
    await messageTo(api, `${username}@example.com`, 1);
    const kept = await api.services.mailbox?.list();
    expect(kept?.filter(({ message }) => message.to === `${username}@example.com`)).toHaveLength(2);
  });

  test("a developer reads the messages, newest first, on a page that runs and fetches nothing", async () => {
    const mailbox = mailboxRepository(api.database);
    await mailbox.add({ channel: "phone", to: "1", text: "earlier" });
    const nasty = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>';
    await mailbox.add({ channel: "email", to: nasty, subject: nasty, text: nasty, html: nasty });
    const page = await api.call("GET", "/dev/mailbox");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
    expect(page.headers.get("content-security-policy")).not.toContain("script-src");
    expect(page.text).not.toMatch(/<script|<img/);
    expect(page.text.split("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;")).toHaveLength(4);
    const list = await api.call("GET", "/dev/mailbox.json");
    expect(list.body.messages.slice(0, 2)).toEqual([
      { channel: "email", to: nasty, subject: nasty, text: nasty, html: nasty, createdAt: expect.any(String) },
      { channel: "phone", to: "1", text: "earlier", createdAt: expect.any(String) },
    ]);
  });

  test("the mailbox keeps a bounded number", async () => {
    const mailbox = mailboxRepository(api.database);
    const messenger = mailboxMessenger(mailbox);
    for (let i = 0; i < 210; i++) await messenger.sendSms({ to: "2", text: String(i) });
    const kept = await mailbox.list();
    expect([kept.length, kept[0]?.message.text]).toEqual([200, "209"]);
    expect(await api.database.read.selectFrom("mailbox").select("number").execute()).toHaveLength(200);
  });
});

describe("error", () => {
  test.each([
    [{}, "Token is required"],
    [{ token: 1 }, "Token must be a text"],
    [{ token: "nonsense" }, "The token is invalid or has expired"],
    [{ token: "' OR 1=1 --" }, "The token is invalid or has expired"],
    [{ token: "x".repeat(201) }, "Token is too long"],
  ])("a token that is none is refused: %j", async (body, message) => {
    const answer = await accounts.verifyEmail(body);
    expect([answer.status, answer.body]).toEqual([400, { message, errors: { token: message } }]);
  });

  test("an account without an address has nothing to verify, and a stranger neither", async () => {
    await accounts.register({ username: "phone-only", phone: "13700000001", password: "Secret123" });
    const { access_token: token } = (await accounts.logIn("phone-only", "Secret123")).body;
    const message = "This account has no email address";
    const answer = await accounts.requestEmailVerification(token);
    expect([answer.status, answer.body]).toEqual([400, { message, errors: { email: message } }]);
    expect((await accounts.requestEmailVerification("nonsense")).status).toBe(401);
  });
});

describe("security", () => {
  test("in production there is no mailbox and no code in any answer, and without a driver nothing is promised", async () => {
    const { token, username } = await api.account("unauth");
    const target = { identifier: username, channel: "email", contact: `${username}@example.com` };
    const able = otherApp(api, productionOf(api, ["email"]));
    expect(Object.keys((await able.requestResetCode(target)).body)).toEqual(["message", "expires_in"]);
    for (const path of ["/dev/mailbox", "/dev/mailbox.json"]) expect((await able.call("GET", path)).status).toBe(404);
    const { body: reference } = await able.call("GET", "/openapi.json");
    expect(Object.keys(reference.paths)).not.toContain("/dev/mailbox.json");

    const logged: string[] = [];
    const logger = pino({ level: "info" }, { write: (line) => void logged.push(line) });
    const delivery = { ...noMessenger(logger), wake: () => undefined };
    const unable = otherApp(api, { ...productionOf(api, []), delivery });
    for (const identifier of [username, "nobody-here"]) {
      const refused = await unable.requestResetCode({ ...target, identifier });
      expect([refused.status, refused.body]).toEqual([503, { message: "Codes cannot be sent by email at present" }]);
    }
    expect((await unable.requestEmailVerification(token)).status).toBe(503);
    await expect(delivery.sendMail({ to: "a@b.com", subject: "s", text: "123456", html: "" })).rejects.toMatchObject({
      code: "unavailable",
    });
    await expect(delivery.sendSms({ to: "138", text: "123456" })).rejects.toMatchObject({ code: "unavailable" });
    expect(logged).toHaveLength(5);
    expect(logged.join("")).not.toMatch(/123456|a@b\.com|"138"/);
  });

  test("a token verifies the address that it was sent to, no other, and for a day", async () => {
    const { token, username, user } = await api.account("unauth");
    await accounts.requestEmailVerification(token);
    const secret = await tokenTo(`${username}@example.com`);
    const later = otherApp(api, { now: () => new Date(Date.now() + 86_401_000) });
    expect((await later.verifyEmail({ token: secret })).status).toBe(400);
    const change = (email: string) =>
      api.database.write.updateTable("accounts").set({ email }).where("id", "=", user.id).execute();
    await change("moved@example.com");
    expect((await accounts.verifyEmail({ token: secret })).status).toBe(200);
    expect((await accounts.me(token)).body.user.email_verified).toBe(false);
    await change(`${username}@example.com`);
    await accounts.verifyEmail({ token: secret });
    expect((await accounts.me(token)).body.user.email_verified).toBe(true);
    await change("moved@example.com");
    expect((await accounts.me(token)).body.user.email_verified).toBe(false);
  });

  test("mails that verify and tokens that are tried are limited", async () => {
    const limit = { points: 2, seconds: 60 };
    const limited = otherApp(api, {}, { rateLimits: { emailVerification: limit, verifyEmail: limit } });
    const { token } = await api.account("unauth");
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await limited.requestEmailVerification(token)).status);
    for (let i = 0; i < 3; i++) statuses.push((await limited.verifyEmail({ token: "nonsense" })).status);
    expect(statuses).toEqual([200, 200, 429, 400, 400, 429]);
  });

  test("what waits to be sent is sealed, and a change of it is found out", () => {
    const sealer = aesSealer(api.keys.storageSecret);
    const sealed = sealer.seal("验证码 123456");
    expect(sealer.open(sealed)).toBe("验证码 123456");
    expect(sealer.seal("验证码 123456")).not.toBe(sealed);
    expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("123456");
    const bytes = Buffer.from(sealed, "base64");
    for (const position of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(sealer.open(changed.toString("base64"))).toBeUndefined();
    }
    for (const nonsense of ["", "AAAA", sealed.slice(0, 40)]) expect(sealer.open(nonsense)).toBeUndefined();
    expect(aesSealer(api.keys.tokenSeed(1)).open(sealed)).toBeUndefined();
  });
});

test("numbers that were stored as they were typed get one form, and what two shared is the older one's", async () => {
  const spellings = ["13855556666", "+8613855556666", "008613855556666"];
  for (const [index, phone] of ["13855556666", "13855556667", "13855556668"].entries())
    await accounts.register({ username: `shared-${index}`, phone, password: `Secret12${index}` });
  const stored = async () => {
    const rows = api.database.read.selectFrom("accounts").select("phone").where("username", "like", "shared-%");
    return (await rows.orderBy("id").execute()).map(({ phone }) => phone);
  };
  const { write } = api.database;
  for (const [index, phone] of spellings.entries())
    await write.updateTable("accounts").set({ phone }).where("username", "=", `shared-${index}`).execute();
  expect(await unifyPhones(api.services)).toHaveLength(2);
  const unified = ["+8613855556666", "13855556666", "008613855556666"];
  expect(await stored()).toEqual(unified);
  await unifyPhones(api.services);
  expect(await stored()).toEqual(unified);
  for (const name of spellings) {
    expect((await accounts.logIn(name, "Secret120")).body.user.username).toBe("shared-0");
    expect((await accounts.logIn(name, "Secret121")).status).toBe(401);
  }
  expect((await accounts.logIn("shared-1", "Secret121")).status).toBe(200);
});
