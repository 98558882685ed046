/** Which driver messages go by, as the settings say. */
import pino from "pino";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../config/settings.ts";
import { combinedMessenger } from "../../integrations/messages/combined.ts";
import { mailboxMessenger } from "../../integrations/messages/mailbox.ts";
import { noMessenger } from "../../integrations/messages/none.ts";
import { openDrivers } from "../../integrations/messages/open.ts";
import { createGuards } from "../../integrations/outgoing/guards.ts";

const MAIL = { to: "reader@example.com", subject: "s", text: "t", html: "h" };
const SMS = { to: "13800000000", text: "t" };
const FROM = { MAIL_FROM: "noreply@example.com" };
const mailOf = (environment: Record<string, string>) => readSettings({ ...FROM, ...environment }).mail;
const smsOf = (environment: Record<string, string>) => readSettings(environment).sms;

describe("settings", () => {
  test("without them there are no drivers", () => {
    expect(readSettings({ SMTP_URL: "", MAIL_FROM: "", SMS_URL: "" })).toMatchObject({ mail: null, sms: null });
    expect(openDrivers({ mail: null, sms: null })).toEqual({ mail: undefined, sms: undefined });
  });

  test.each([
    ["smtp://mail.example", "off", { port: 587, encryption: "required", credentials: null }],
    ["smtp://mail.example:25/", "on", { port: 25, encryption: "offered" }],
    ["smtps://a%40b:p%3Aw@mail.example", "on", { port: 465, credentials: { user: "a@b", password: "p:w" } }],
    ["smtps://mail.example", "off", { encryption: "implicit" }],
    ["smtp://localhost:1025", "off", { host: "localhost", encryption: "local" }],
    ["smtp://127.0.0.1", "off", { encryption: "local" }],
    ["smtp://[::1]:25", "off", { host: "::1", encryption: "local" }],
    ["smtp://127.0.0.1.example", "off", { encryption: "required" }],
  ])("a mail server: %s", (url, plain, expected) => {
    expect(mailOf({ SMTP_URL: url, SMTP_ALLOW_PLAIN: plain })?.location).toMatchObject(expected);
  });

  test("a sender, with a name or without", () => {
    const SMTP_URL = "smtp://mail.example";
    expect(mailOf({ SMTP_URL })?.from).toEqual({ name: "", address: "noreply@example.com" });
    const from = { name: "溯源, Suyuan", address: "noreply@example.com" };
    for (const text of ["溯源, Suyuan <noreply@example.com>", '"溯源, Suyuan" <noreply@example.com>']) {
      expect(mailOf({ SMTP_URL, MAIL_FROM: text })?.from).toEqual(from);
    }
  });

  test("an SMS centre, and a gateway", () => {
    expect(smsOf({ SMS_URL: "smpp://suyuan:p%40ss@sms.example?source=+10690000" })).toEqual({
      ...{ kind: "smpp", host: "sms.example", port: 2775, tls: false },
      ...{ systemId: "suyuan", password: "p@ss", source: "+10690000" },
    });
    expect(smsOf({ SMS_URL: "smpps://suyuan:p@[::1]:4000" })).toMatchObject({ tls: true, host: "::1", port: 4000 });
    expect(smsOf({ SMS_URL: "https://sms.example/send?a=b", SMS_TOKEN: "t" })).toEqual({
      ...{ kind: "gateway", url: "https://sms.example/send?a=b", token: "t" },
    });
    expect(smsOf({ SMS_URL: "http://127.0.0.1:9000/", SMS_TOKEN: "t" })?.kind).toBe("gateway");
  });

  test.each([
    [{ SMTP_URL: "smtp://user:hidden@mail.example" }, "SMTP_URL and MAIL_FROM go together"],
    [FROM, "SMTP_URL and MAIL_FROM go together"],
    [{ ...FROM, SMTP_URL: "https://user:hidden@mail.example" }, "SMTP_URL must be like"],
    [{ ...FROM, SMTP_URL: "hidden" }, "SMTP_URL must be like"],
    [{ ...FROM, SMTP_URL: "smtp://user:hidden@mail.example:99999" }, "SMTP_URL must be like"],
    [{ ...FROM, SMTP_URL: "smtp://user:hidden@mail.example/?a=b" }, "SMTP_URL must end after the port"],
    [{ ...FROM, SMTP_URL: "smtp://hidden@mail.example" }, "SMTP_URL must hold both"],
    [{ ...FROM, SMTP_URL: "smtp://user:hidden%@mail.example" }, "SMTP_URL must hold a user and a password"],
    [{ ...FROM, SMTP_URL: "smtp://user:hidden%0d%0a@mail.example" }, "SMTP_URL must hold a user and a password"],
    [{ ...FROM, SMTP_URL: "smtp://mail.example", SMTP_ALLOW_PLAIN: "yes" }, "SMTP_ALLOW_PLAIN"],
    [{ MAIL_FROM: "nobody", SMTP_URL: "smtp://mail.example" }, "MAIL_FROM must be like"],
    [{ MAIL_FROM: "a@b.c\r\nBcc: d@e.f", SMTP_URL: "smtp://mail.example" }, "MAIL_FROM must be like"],
    [{ MAIL_FROM: "a\r\nBcc: b <a@b.c>", SMTP_URL: "smtp://mail.example" }, "MAIL_FROM must be like"],
    [{ SMS_TOKEN: "hidden" }, "SMS_TOKEN is of no use"],
    [{ SMS_TOKEN: "hidden\r\nX: y", SMS_URL: "https://sms.example" }, "SMS_TOKEN must be printable"],
    [{ SMS_URL: "https://sms.example" }, "SMS_URL needs SMS_TOKEN"],
    [{ SMS_URL: "https://user:hidden@sms.example", SMS_TOKEN: "t" }, "SMS_URL must not hold credentials"],
    [{ SMS_URL: "http://sms.example", SMS_TOKEN: "hidden" }, "SMS_URL must be like"],
    [{ SMS_URL: "smpp://suyuan:hidden@sms.example", SMS_TOKEN: "hidden" }, "SMS_URL must be like https"],
    [{ SMS_URL: "smpp://sms.example" }, "SMS_URL must hold a system's id"],
    [{ SMS_URL: "smpp://suyuan:hidden@" }, "SMS_URL must "],
    [{ SMS_URL: "smpp://suyuan:hidden密@sms.example" }, "SMS_URL must hold a system's id"],
    [{ SMS_URL: "smpp://suyuan:hidden@sms.example?from=1" }, "SMS_URL must hold only source"],
    [{ SMS_URL: "smpp://suyuan:hidden@sms.example?source=much-too-long" }, "SMS_URL must name as source"],
  ])("%j is refused, and shown to nobody", (environment, message) => {
    expect(() => readSettings(environment as Record<string, string>)).toThrow(message);
    expect(() => readSettings(environment as Record<string, string>)).toThrow(/^(?!.*hidden)/s);
  });
});

describe("drivers", () => {
  test("each message goes by its driver, and what has none to the mailbox", async () => {
    const kept: string[] = [];
    const went: string[] = [];
    const mailbox = mailboxMessenger({ add: async ({ channel }) => void kept.push(channel), list: async () => [] });
    const mail = { sendMail: async () => void went.push("mail"), health: async () => "healthy" as const };
    const sms = { sendSms: async () => void went.push("sms"), close: async () => undefined };
    for (const drivers of [{}, { mail }, { sms }, { mail, sms }]) {
      const messenger = combinedMessenger(drivers, mailbox);
      expect([messenger.carries("email"), messenger.carries("phone")]).toEqual([true, true]);
      await messenger.sendMail(MAIL);
      await messenger.sendSms(SMS);
    }
    expect([kept, went]).toEqual([
      ["email", "phone", "phone", "email"],
      ["mail", "sms", "mail", "sms"],
    ]);
  });

  test("in production what has no driver is not promised", async () => {
    const mail = { sendMail: async () => undefined, health: async () => "healthy" as const };
    const messenger = combinedMessenger({ mail }, noMessenger(pino({ level: "silent" })));
    expect([messenger.carries("email"), messenger.carries("phone")]).toEqual([true, false]);
    await messenger.sendMail(MAIL);
    await expect(messenger.sendSms(SMS)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("the settings choose the drivers, which connect to nothing yet", async () => {
    const { mail, sms } = openDrivers(
      readSettings({ ...FROM, SMTP_URL: "smtp://127.0.0.1:1", SMS_URL: "smpp://suyuan:secret@127.0.0.1:1" }),
    );
    await expect(mail?.sendMail(MAIL)).rejects.toMatchObject({ code: "unavailable" });
    await expect(sms?.sendSms(SMS)).rejects.toMatchObject({ code: "unavailable" });
    await sms?.close();
    const gateway = openDrivers(readSettings({ SMS_URL: "http://127.0.0.1:1", SMS_TOKEN: "secret" }));
    expect(gateway.mail).toBeUndefined();
    await expect(gateway.sms?.sendSms(SMS)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("what was set up is known by its state, and nothing else", () => {
    const namesOf = (environment: Record<string, string>) => {
      const guards = createGuards();
      openDrivers(readSettings(environment), guards);
      return guards.states().map(({ name }) => name);
    };
    expect(namesOf({})).toEqual([]);
    expect(namesOf({ ...FROM, SMTP_URL: "smtp://mail.example" })).toEqual(["mail"]);
    expect(namesOf({ SMS_URL: "https://sms.example", SMS_TOKEN: "t" })).toEqual(["sms"]);
  });
});
