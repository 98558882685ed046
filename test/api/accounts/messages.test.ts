import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mail, Message, Messenger, OutgoingMessages, Sms } from "../../../domain/ports/messenger.ts";
import { startDelivery } from "../../../integrations/messages/delivery.ts";
import { mailboxMessenger } from "../../../integrations/messages/mailbox.ts";
import { noMessenger } from "../../../integrations/messages/none.ts";
import { aesSealer } from "../../../integrations/messages/sealer.ts";
import { mailboxRepository, outgoingMessages, queueMessage } from "../../../store/repositories/messages.ts";
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

describe("delivery", () => {
  const SMS: Message = { channel: "phone", to: "13900000000", text: "【溯源】secret words" };
  const sealer = () => aesSealer(api.keys.storageSecret);
  const log = () => {
    const lines: string[] = [];
    return { lines, logger: pino({ level: "info" }, { write: (line) => void lines.push(line) }) };
  };

  /** A queue in memory, with the same promises. */
  function queueOf(...messages: { message: Message; expiresAt: Date }[]) {
    const waiting = messages.map((entry, index) => ({ ...entry, id: String(index), attempts: 0, notBefore: 0 }));
    const queue: OutgoingMessages = {
      async take(now, limit, lease) {
        const due = waiting.filter(({ notBefore }) => notBefore <= now.getTime()).slice(0, limit);
        return due.map((entry) => {
          entry.notBefore = now.getTime() + lease;
          return { ...entry, attempts: entry.attempts++ };
        });
      },
      async remove(id) {
        waiting.splice(
          waiting.findIndex((entry) => entry.id === id),
          1,
        );
      },
      async postpone(id, until) {
        const entry = waiting.find((entry) => entry.id === id);
        if (entry) entry.notBefore = until.getTime();
      },
    };
    return { queue, waiting };
  }

  /** A messenger that does as it is told, and a clock that a test sets. */
  function rig(sendSms: (sms: Sms) => Promise<void>, ...messages: { message: Message; expiresAt: Date }[]) {
    const clock = { now: 1_000 };
    const { lines, logger } = log();
    const { queue, waiting } = queueOf(...messages);
    const messenger: Messenger = { carries: () => true, sendSms, sendMail: async (_: Mail) => undefined };
    const delivery = startDelivery({
      queue,
      messenger,
      logger,
      now: () => new Date(clock.now),
      patience: 30,
      interval: 2,
    });
    return { clock, lines, waiting, delivery };
  }

  test("a message that fails is tried again later and later, and is sent in the end", async () => {
    let failures = 3;
    const sent: string[] = [];
    const { clock, lines, waiting, delivery } = rig(
      async ({ text }) => {
        if (failures-- > 0) throw new Error(`${text} to 13900000000 was refused`);
        sent.push(text);
      },
      { message: SMS, expiresAt: new Date(600_000) },
    );
    for (const pause of [2_000, 4_000, 8_000]) {
      await expect.poll(() => waiting[0]?.notBefore, { interval: 2 }).toBe(clock.now + pause);
      clock.now += pause;
    }
    await expect.poll(() => waiting.length, { interval: 2 }).toBe(0);
    await delivery.stop();
    expect(sent).toEqual([SMS.text]);
    expect(lines).toHaveLength(3);
    expect(lines.join("")).not.toMatch(/secret words|13900000000/);
  });

  test("a messenger that hangs holds up nothing else, and what has expired is given up", async () => {
    const hanging: Message = { ...SMS, text: "hang" };
    const sent: string[] = [];
    const { clock, lines, waiting, delivery } = rig(
      async ({ text }) => (text === "hang" ? new Promise<never>(() => undefined) : void sent.push(text)),
      { message: hanging, expiresAt: new Date(60_000) },
      ...Array.from({ length: 6 }, () => ({ message: SMS, expiresAt: new Date(60_000) })),
    );
    await expect.poll(() => sent.length, { interval: 2 }).toBe(6);
    await expect.poll(() => lines.join(""), { interval: 2 }).toContain("TimeoutError");
    expect(waiting).toHaveLength(1);
    clock.now = 60_000;
    await expect.poll(() => waiting.length, { interval: 2 }).toBe(0);
    await delivery.stop();
    expect(lines.at(-1)).toContain("given up");
  });

  test("what a process that died left behind is sent by another", async () => {
    const { username } = await api.account("unauth");
    const to = `${username}@example.com`;
    const dying = otherApp(api, { delivery: { carries: () => true, wake: () => undefined } });
    const asked = await dying.requestResetCode({ identifier: username, channel: "email", contact: to });
    expect((await messageTo(api, to)).text).toContain(asked.body.debug_code);
    await expect.poll(() => api.database.read.selectFrom("outgoing_messages").select("id").execute()).toHaveLength(0);
  });

  test("what nobody can open any more is dropped, and holds up nothing", async () => {
    const queue = outgoingMessages(api.database, sealer());
    const entry = { message: SMS, expiresAt: new Date(Date.now() + 600_000) };
    await api.database.write.transaction().execute(async (transaction) => {
      await queueMessage(transaction, aesSealer(api.keys.tokenSeed(9)), entry);
      await queueMessage(transaction, sealer(), { ...entry, message: { ...SMS, to: "13900000009" } });
    });
    api.services.delivery.wake();
    expect(await messageTo(api, "13900000009")).toEqual({ ...SMS, to: "13900000009" });
    await expect.poll(() => api.database.read.selectFrom("outgoing_messages").select("id").execute()).toHaveLength(0);
    expect(await queue.take(new Date(), 10, 1_000)).toEqual([]);
  });

  test("two processes take a message once, until its lease is over", async () => {
    const queue = outgoingMessages(api.database, sealer());
    const far = Date.now() + 10 * 86_400_000;
    await api.database.write.transaction().execute(async (transaction) => {
      await queueMessage(transaction, sealer(), { message: SMS, expiresAt: new Date(far + 600_000) });
      // Ahead of this world's own delivery, whose clock does not reach so far.
      await transaction.updateTable("outgoing_messages").set({ not_before: far }).execute();
    });
    expect(await queue.take(new Date(far - 1), 10, 1_000)).toEqual([]);
    const taken = await Promise.all([1, 2].map(() => queue.take(new Date(far), 10, 1_000)));
    expect(taken.map((messages) => messages.length).sort()).toEqual([0, 1]);
    const [message] = await queue.take(new Date(far + 1_000), 10, 1_000);
    expect(message).toMatchObject({ message: SMS, attempts: 1 });
    await queue.postpone(message?.id ?? "", new Date(far + 5_000));
    expect(await queue.take(new Date(far + 4_999), 10, 1_000)).toEqual([]);
    await queue.remove(message?.id ?? "");
    expect(await queue.take(new Date(far + 9_000), 10, 1_000)).toEqual([]);
  });
});
