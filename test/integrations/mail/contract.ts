/** What the driver for mail does with every mail server: run it with one that it really hands mail to. */
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emailVerificationMessage, resetCodeMessage } from "../../../domain/messages/message-templates.ts";
import type { Mail, Message } from "../../../domain/messages/messenger.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import type { SmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { arrivesLater } from "../support/durable-queue.ts";
import { failureOf } from "../support/failure.ts";

/** Whom the server lets in. */
export const CREDENTIALS = { user: "suyuan", password: "p@ss:word 密码" };

/** Receivers that the server refuses: for good (550), for now (451), and for now but once (451). It takes all others. */
export const RECEIVERS = {
  refused: "someone@refused.example",
  later: "someone@later.example",
  once: "someone@once.example",
};

/** A mail that a server took. */
export interface ReceivedMail {
  /** The envelope. */
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body. */
  readonly raw: Uint8Array;
}

/** A mail server under test. It takes no mail from who did not log in. */
export interface StartedMail {
  readonly location: Omit<SmtpLocation, "credentials">;
  /** A certificate to trust. */
  readonly authority?: string;
  /** Everything that it took, in order. */
  taken(): Promise<readonly ReceivedMail[]>;
  close(): Promise<void>;
}

const FROM = { name: "溯源, Suyuan", address: "noreply@example.com" };
const MAIL: Mail = {
  to: "reader@example.com",
  subject: "验证您的邮箱 🍅 和一个很长很长很长很长很长很长很长很长很长很长的主题",
  text: "您好，世界 🍅👩‍🌾\n第二行",
  html: "<p>您好，世界 🍅👩‍🌾</p>",
};
const SECRETS = /reader@|someone@|p@ss|密码|世界|验证|654321/;

/** State what the driver does. */
export function describeMail(name: string, start: () => Promise<StartedMail>): void {
  describe(`mail: ${name}`, () => {
    let started: StartedMail;
    let before = 0;
    beforeAll(async () => {
      started = await start();
    });
    beforeEach(async () => {
      before = (await started.taken()).length;
    });
    afterAll(() => started?.close());

    function driver(credentials: SmtpLocation["credentials"] = CREDENTIALS) {
      const { location, authority } = started;
      const trusted = authority === undefined ? {} : { authority };
      return smtpMail({ location: { ...location, credentials }, from: FROM, ...trusted });
    }
    /** What the server took in this test. */
    const taken = async () => (await started.taken()).slice(before);
    const failure = (mail: Partial<Mail>, credentials?: SmtpLocation["credentials"]) =>
      failureOf(driver(credentials).sendMail({ ...MAIL, ...mail }), SECRETS);

    async function arrives(mail: Mail): Promise<void> {
      await driver().sendMail(mail);
      const [received, ...others] = await taken();
      expect(others).toEqual([]);
      expect(received).toMatchObject({ from: FROM.address, to: [mail.to] });
      const { subject, text, html, from, to, cc, bcc, headers } = await PostalMime.parse(received?.raw ?? "");
      expect([subject, text?.trim(), html?.trim()]).toEqual([mail.subject, mail.text, mail.html]);
      expect([from, to, cc, bcc]).toEqual([FROM, [{ address: mail.to, name: "" }], undefined, undefined]);
      expect(headers).toContainEqual(expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }));
    }

    test("Chinese and emoji arrive as they were sent, from the sender, for one receiver", () => arrives(MAIL));

    test.each([
      ["a code", resetCodeMessage("email", MAIL.to, "654321", 10, "https://trace.example")],
      ["a token", emailVerificationMessage(MAIL.to, "f".repeat(64), 24, "https://trace.example")],
    ])("what the product writes arrives whole: %s", async (_, message) => {
      if (message.channel !== "email") throw new Error("not a mail");
      await arrives(message);
    });

    test("wrong credentials are ours to mend: the mail waits, and nothing is taken", async () => {
      for (const wrong of [{ password: "p@ss:word" }, { user: "somebody" }]) {
        expect(await failure({}, { ...CREDENTIALS, ...wrong })).toBe("unavailable: EAUTH 535");
      }
      expect(await failure({}, null)).toBe("unavailable: EENVELOPE 530");
      expect(await taken()).toEqual([]);
    });

    test("a receiver that is refused for good, and one that is put off", async () => {
      expect(await failure({ to: RECEIVERS.refused })).toBe("refused: EENVELOPE 550");
      expect(await failure({ to: RECEIVERS.later })).toBe("unavailable: EENVELOPE 451");
      expect(await taken()).toEqual([]);
    });

    test.each([
      ["a command", "one\r\n.\r\nRCPT TO:<other@example.com>\r\n..two\r\n...\r\n.three"],
      ["the end of the mail with bare line feeds", "one\n.\nMAIL FROM:<other@example.com>\n.\n"],
      ["the end of the mail with bare carriage returns", "one\r.\rMAIL FROM:<other@example.com>\r\n.\r"],
    ])("no text becomes %s", async (_, text) => {
      await driver().sendMail({ ...MAIL, text });
      await driver().sendMail(MAIL);
      const mails = await taken();
      expect(mails.map(({ from, to }) => [from, to])).toEqual([
        [FROM.address, [MAIL.to]],
        [FROM.address, [MAIL.to]],
      ]);
      const lines = (said: string | undefined) =>
        said
          ?.split(/\r\n|\r|\n/)
          .join("\n")
          .trim();
      expect(lines((await PostalMime.parse(mails[0]?.raw ?? "")).text)).toBe(lines(text));
    });

    test("no subject becomes a header, nor a body", async () => {
      await driver().sendMail({ ...MAIL, subject: "验证\r\nBcc: other@example.com\r\n\r\nbody" });
      const [received, ...others] = await taken();
      expect([received?.to, others]).toEqual([[MAIL.to], []]);
      const { subject, bcc, text } = await PostalMime.parse(received?.raw ?? "");
      expect([subject, bcc, text?.trim()]).toEqual(["验证 Bcc: other@example.com body", undefined, MAIL.text]);
    });

    test("several go side by side", async () => {
      const mail = driver();
      const receivers = Array.from({ length: 6 }, (_, index) => `reader-${index}@example.com`);
      await Promise.all(receivers.map((to) => mail.sendMail({ ...MAIL, to, subject: to })));
      const mails = await taken();
      expect(mails.flatMap(({ to }) => to).sort()).toEqual(receivers);
      for (const { to, raw } of mails) expect([(await PostalMime.parse(raw)).subject]).toEqual(to);
    });

    test("a mail from the queue that is put off arrives later, once", async () => {
      const mail: Message = { channel: "email", ...MAIL };
      await arrivesLater({
        drivers: { mail: driver() },
        late: { ...mail, to: RECEIVERS.once },
        other: mail,
        arrived: async () => (await taken()).flatMap(({ to }) => to),
        secrets: SECRETS,
      });
    });
  });
}
