/** What the driver for text messages by SMPP does with every centre: run it with one that it really binds to. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { resetCodeMessage } from "../../../domain/messages/message-templates.ts";
import type { Message, Sms } from "../../../domain/messages/messenger.ts";
import type { SmsDriver } from "../../../integrations/messages/drivers.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { type Road, startRoad } from "../faults/road.ts";
import { arrivesLater } from "../support/durable-queue.ts";
import { failureOf } from "../support/failure.ts";

/** Whom the centre lets in. */
export const CREDENTIALS = { systemId: "suyuan", password: "p@ss:wd" };

/**
 * Numbers that the centre refuses: for good (`ESME_RINVDSTADR`), for now (`ESME_RTHROTTLED`), and for now but once. It
 * takes all others.
 */
export const NUMBERS = { refused: "19900000001", throttled: "19900010001", once: "13700000000" };

/** Bytes of a message, or of a part with its header, that go over the air. The centre refuses more. */
export const LONGEST = 140;

/** A centre under test. */
export interface StartedCentre {
  readonly port: number;
  /**
   * Everything that it took, in order, with the parts of each message joined, and each part read by itself. A number that
   * was given as an international one has a `+`.
   */
  taken(): Promise<readonly Sms[]>;
  close(): Promise<void>;
}

const TO = "13800000000";
const CODE = resetCodeMessage("phone", TO, "654321", 10, "https://trace.example").text;
const SECRETS = /13[78]0{6}|1990000|p@ss|654321|溯源/;

/** State what the driver does. */
export function describeSms(name: string, start: () => Promise<StartedCentre>): void {
  describe(`text messages: ${name}`, () => {
    let started: StartedCentre;
    /** The way to the centre, which counts who comes. */
    let road: Road;
    let before = { taken: 0, sessions: 0 };
    const drivers: SmsDriver[] = [];
    beforeAll(async () => {
      started = await start();
      road = await startRoad(started.port);
    });
    beforeEach(async () => {
      before = { taken: (await started.taken()).length, sessions: road.asked() };
    });
    afterEach(async () => {
      for (const driver of drivers.splice(0)) await driver.close();
    });
    afterAll(async () => {
      await road?.close();
      await started?.close();
    });

    function driver(change: Partial<typeof CREDENTIALS> = {}): SmsDriver {
      const options = { host: "127.0.0.1", port: road.port, tls: false, source: "Suyuan", ...CREDENTIALS, ...change };
      const sms = smppSms(options);
      drivers.push(sms);
      return sms;
    }
    /** What the centre took in this test. */
    const taken = async () => (await started.taken()).slice(before.taken);
    const sessions = () => road.asked() - before.sessions;
    const failure = (to: string, change?: Partial<typeof CREDENTIALS>) =>
      failureOf(driver(change).sendSms({ to, text: CODE }), SECRETS);

    test("Chinese arrives as it was sent, to a number and to an international one", async () => {
      const sms = driver();
      const messages = [
        { to: TO, text: "【溯源】验证码 654321" },
        { to: TO, text: "再来一条：𠮷野家 🍅👩‍🌾 é ~^{}[]€" },
      ];
      for (const message of messages) await sms.sendSms(message);
      await sms.sendSms({ to: "+86 138-0000-0000", text: "国际号码" });
      expect(await taken()).toEqual([...messages, { to: "+8613800000000", text: "国际号码" }]);
    });

    test.each([
      ["what the product writes", CODE],
      ["one message, full", "字".repeat(70)],
      ["a character more", "字".repeat(71)],
      ["two parts, full", "字".repeat(134)],
      ["characters of two units at each end of a part", `${"字".repeat(66)}${"🍅".repeat(60)}`],
      ["many parts", "【溯源】🍅 十分钟内有效。".repeat(60)],
    ])("a text arrives as it was sent, with no character cut: %s", async (_, text) => {
      await driver().sendSms({ to: TO, text });
      expect(await taken()).toEqual([{ to: TO, text }]);
    });

    test("a long text that is sent again is a message again", async () => {
      const sms = driver();
      await sms.sendSms({ to: TO, text: CODE });
      await sms.sendSms({ to: TO, text: CODE });
      expect(await taken()).toEqual(Array(2).fill({ to: TO, text: CODE }));
    });

    test("several at once go over one session, however long they are", async () => {
      const sms = driver();
      const messages = Array.from({ length: 6 }, (_, index) => ({
        to: `1380000000${index}`,
        text: `${index}${"，验证码 🍅 654321".repeat(index * 4)}`,
      }));
      await Promise.all(messages.map((message) => sms.sendSms(message)));
      expect([...(await taken())].sort((one, other) => one.to.localeCompare(other.to))).toEqual(messages);
      expect(sessions()).toBe(1);
    });

    test("a wrong password is ours to mend: the message waits, and nothing is taken", async () => {
      expect(await failure(TO, { password: "p@ss" })).toBe("unavailable: bind refused with status 14");
      expect(await failure(TO, { systemId: "another" })).toMatch(/^unavailable: bind refused with status (14|15)$/);
      expect(await taken()).toEqual([]);
    });

    test("a number that is refused for good, and one for which it is too much now", async () => {
      expect(await failure(NUMBERS.refused)).toBe("refused: status 11");
      expect(await failure(NUMBERS.throttled)).toBe("unavailable: status 88");
      expect(await taken()).toEqual([]);
    });

    test("a session that broke is opened anew", async () => {
      const sms = driver();
      await sms.sendSms({ to: TO, text: "一" });
      road.cut();
      // Until the driver knows that it broke, it may try the old one.
      await expect.poll(() => failureOf(sms.sendSms({ to: TO, text: "二" }), SECRETS)).toBeUndefined();
      expect((await taken()).map(({ text }) => text)).toEqual(["一", "二"]);
      expect(sessions()).toBe(2);
    });

    test("a message from the queue that is put off arrives later, once", async () => {
      const other: Message = { channel: "phone", to: TO, text: CODE };
      await arrivesLater({
        drivers: { sms: driver() },
        late: { ...other, to: NUMBERS.once },
        other,
        arrived: async () => (await taken()).map(({ to }) => to),
        secrets: SECRETS,
      });
    });
  });
}
