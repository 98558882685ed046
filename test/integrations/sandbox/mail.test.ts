/** The mail sandbox, by the driver that hands mail in. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainError } from "../../../domain/errors.ts";
import { emailVerificationMessage } from "../../../domain/message-templates.ts";
import { type Mail, MessageRefused } from "../../../domain/ports/messenger.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import { parseSmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { type MailSandbox, startMailSandbox } from "../../../integrations/sandbox/mail/server.ts";

const MAIL = { to: "reader@example.com", subject: "验证您的邮箱", text: "您好，世界 🍅", html: "<p>您好，世界 🍅</p>" };
const USER = { user: "sandbox", password: "p@ss word" };

let sandbox: MailSandbox;
const taken: Mail[] = [];
let isFull = false;
beforeAll(async () => {
  sandbox = await startMailSandbox({
    ...USER,
    async take(mail) {
      if (isFull) throw new Error("the disk is full");
      taken.push(mail);
    },
  });
});
beforeEach(() => {
  taken.length = 0;
});
afterAll(() => sandbox.close());

/** A driver, set up by a URL as an instance's is. */
function driver({ user, password } = USER) {
  const url = `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${sandbox.port}`;
  return smtpMail({ location: parseSmtpLocation(url, false), from: { name: "溯源", address: "noreply@example.com" } });
}

async function failureOf(sending: Promise<void>) {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof MessageRefused) return `refused: ${error.reason}`;
  return error instanceof DomainError ? `${error.code}: ${error.reason}` : error;
}

test("a mail is taken as it was sent: subject, text and page", async () => {
  await driver().sendMail(MAIL);
  expect(taken).toEqual([MAIL]);
});

test("what the product writes is taken whole", async () => {
  const { channel: _, ...mail } = emailVerificationMessage(MAIL.to, "f".repeat(64), 24);
  await driver().sendMail(mail as Mail);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ to: MAIL.to, subject: (mail as Mail).subject });
  expect(taken[0]?.text).toContain("f".repeat(64));
});

test("wrong credentials are refused, and so is a mail without any", async () => {
  expect(await failureOf(driver({ ...USER, password: "guess" }).sendMail(MAIL))).toBe("unavailable: EAUTH 535");
  const location = { host: "127.0.0.1", port: sandbox.port, credentials: null, encryption: "local" } as const;
  const stranger = smtpMail({ location, from: { name: "", address: "noreply@example.com" } });
  expect(await failureOf(stranger.sendMail(MAIL))).toBe("unavailable: EENVELOPE 530");
  expect(taken).toEqual([]);
});

test.each([
  ["someone@refused.example", "refused: EENVELOPE 550"],
  ["someone@REFUSED.example", "refused: EENVELOPE 550"],
  ["someone@later.example", "unavailable: EENVELOPE 451"],
])("%s is %s", async (to, failure) => {
  expect(await failureOf(driver().sendMail({ ...MAIL, to }))).toBe(failure);
  expect(taken).toEqual([]);
});

test("a mail that is too long is refused for good, and one that cannot be kept for now", async () => {
  expect(await failureOf(driver().sendMail({ ...MAIL, text: "x".repeat(6_000_000) }))).toMatch(/^refused: .*552$/);
  isFull = true;
  expect(await failureOf(driver().sendMail(MAIL))).toBe("unavailable: EMESSAGE 451");
  isFull = false;
  await driver().sendMail(MAIL);
  expect(taken).toEqual([MAIL]);
});
