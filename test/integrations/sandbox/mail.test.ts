/** What the mail sandbox hands on and refuses of its own; what it has of every mail server: `../mail/`. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Mail } from "../../../domain/messages/messenger.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import { parseSmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { type MailSandbox, startMailSandbox } from "../../../integrations/sandbox/mail/server.ts";
import { failureOf as failureWithout } from "../support/failure.ts";

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

const failureOf = (sending: Promise<void>) => failureWithout(sending, /someone@|reader@|p@ss/);

test("a mail is taken as it was sent: subject, text and page", async () => {
  await driver().sendMail(MAIL);
  expect(taken).toEqual([MAIL]);
});

test.each([
  ["someone@REFUSED.example", "refused: EENVELOPE 550"],
  ["someone@Later.Example", "unavailable: EENVELOPE 451"],
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
