/** What the SMS sandbox joins and refuses of its own; what it has of every centre: `../sms/`. */
import smpp from "smpp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Sms } from "../../../domain/messages/messenger.ts";
import type { SmsDriver } from "../../../integrations/messages/drivers.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { partJoiner } from "../../../integrations/sandbox/sms/parts.ts";
import { type SmsSandbox, startSmsSandbox } from "../../../integrations/sandbox/sms/server.ts";
import { failureOf as failureWithout } from "../support/failure.ts";

const CENTRE = { systemId: "sandbox", password: "sandbox" };

let sandbox: SmsSandbox;
const taken: Sms[] = [];
const drivers: SmsDriver[] = [];
let isFull = false;
beforeAll(async () => {
  sandbox = await startSmsSandbox({
    ...CENTRE,
    async take(sms) {
      if (isFull) throw new Error("the disk is full");
      taken.push(sms);
    },
  });
});
beforeEach(() => {
  taken.length = 0;
});
afterAll(async () => {
  for (const driver of drivers) await driver.close();
  await sandbox.close();
});

function driver(change = {}): SmsDriver {
  const base = { host: "127.0.0.1", port: sandbox.port, tls: false, source: "Suyuan", timeout: 2_000 };
  const sms = smppSms({ ...base, ...CENTRE, ...change });
  drivers.push(sms);
  return sms;
}

/** A session that is not bound, and how a message goes over it: with which status. */
async function connected() {
  const session = smpp.connect({ host: "127.0.0.1", port: sandbox.port, tls: false });
  await new Promise((resolve) => session.once("connect", resolve));
  const submit = (fields: Record<string, string | number | Buffer>) =>
    new Promise<number>((resolve) =>
      session.submit_sm({ destination_addr: "13800000000", ...fields }, ({ command_status }) =>
        resolve(command_status),
      ),
    );
  return { session, submit };
}

const failureOf = (sending: Promise<void>) => failureWithout(sending, /1[39]\d{9}|guess/);

test("parts that come in another order, twice, or with a long reference are joined all the same", () => {
  const join = partJoiner();
  const part = (number: number) => Buffer.from([8, 4, 1, 2, 3, number]);
  expect(join("a b", [part(3)], "three")).toBeUndefined();
  expect(join("a b", [part(1)], "one,")).toBeUndefined();
  expect(join("a b", [part(1)], "one,")).toBeUndefined();
  expect(join("a c", [part(2)], "another's")).toBeUndefined();
  expect(join("a b", [part(2)], "two,")).toBe("one,two,three");
  expect(join("a b", [], "alone")).toBe("alone");
  expect(join("a b", [Buffer.from([0, 3, 7, 2, 3])], "the third of two")).toBe("the third of two");
});

test("a wrong name is refused by its own status", async () => {
  const sending = driver({ systemId: "other" }).sendSms({ to: "13800000000", text: "x" });
  expect(await failureOf(sending)).toBe(`unavailable: bind refused with status ${smpp.errors.ESME_RINVSYSID}`);
  expect(taken).toEqual([]);
});

test("of a character that is cut in two nothing is left", async () => {
  const { session, submit } = await connected();
  await new Promise((resolve) =>
    session.bind_transceiver({ system_id: CENTRE.systemId, password: CENTRE.password }, resolve),
  );
  const cut = Buffer.from("🍅", "utf16le").swap16();
  for (const [index, half] of [cut.subarray(0, 2), cut.subarray(2)].entries()) {
    const header = Buffer.from([5, 0, 3, 7, 2, index + 1]);
    const status = await submit({ esm_class: 0x40, data_coding: 8, short_message: Buffer.concat([header, half]) });
    expect(status).toBe(0);
  }
  session.destroy();
  expect(taken).toEqual([{ to: "13800000000", text: "\ufffd\ufffd" }]);
});

test("who is not bound sends nothing", async () => {
  const { session, submit } = await connected();
  const status = await submit({ short_message: "x" });
  expect(status).toBe(smpp.errors.ESME_RINVBNDSTS);
  session.destroy();
  expect(taken).toEqual([]);
});

test("a part of more than 140 bytes is refused, and one of so many is taken", async () => {
  const { session, submit } = await connected();
  const { systemId: system_id, password } = CENTRE;
  await new Promise((resolve) => session.bind_transceiver({ system_id, password }, resolve));
  const header = Buffer.from([5, 0, 3, 9, 1, 1]);
  const of = (length: number) => Buffer.from("字".repeat(length), "utf16le").swap16();
  const ofPart = (length: number) => Buffer.concat([header, of(length)]);
  const tooLong = smpp.errors.ESME_RINVMSGLEN;
  expect(await submit({ data_coding: 8, short_message: of(71) })).toBe(tooLong);
  expect(await submit({ esm_class: 0x40, data_coding: 8, short_message: ofPart(68) })).toBe(tooLong);
  expect(taken).toEqual([]);
  expect(await submit({ data_coding: 8, short_message: of(70) })).toBe(0);
  expect(await submit({ esm_class: 0x40, data_coding: 8, short_message: ofPart(67) })).toBe(0);
  session.destroy();
  expect(taken.map(({ text }) => text.length)).toEqual([70, 67]);
});

test.each([
  ["+8619900000001", "refused: status 11"],
  ["+8619900010001", "unavailable: status 88"],
])("the number %s is %s", async (to, failure) => {
  expect(await failureOf(driver().sendSms({ to, text: "x" }))).toBe(failure);
  expect(taken).toEqual([]);
});

test("a message that cannot be kept is for now", async () => {
  isFull = true;
  expect(await failureOf(driver().sendSms({ to: "13800000000", text: "x" }))).toBe("unavailable: status 8");
  isFull = false;
});
