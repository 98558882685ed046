/** The SMS sandbox, by the driver that speaks SMPP. */
import smpp from "smpp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainError } from "../../../domain/errors.ts";
import { MessageRefused, type Sms } from "../../../domain/ports/messenger.ts";
import type { SmsDriver } from "../../../integrations/messages/drivers.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { partJoiner } from "../../../integrations/sandbox/sms/parts.ts";
import { type SmsSandbox, startSmsSandbox } from "../../../integrations/sandbox/sms/server.ts";

const CENTRE = { systemId: "sandbox", password: "sandbox" };
const LONG = `【溯源】${"验证码 🍅 123456，十分钟内有效。".repeat(12)}`;

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

async function failureOf(sending: Promise<void>) {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof MessageRefused) return `refused: ${error.reason}`;
  return error instanceof DomainError ? `${error.code}: ${error.reason}` : error;
}

test("a message is taken as it was sent, to its number", async () => {
  const sms = driver();
  await sms.sendSms({ to: "13800000000", text: "【溯源】验证码 123456" });
  await sms.sendSms({ to: "+86 138-0000-0000", text: "再来一条" });
  expect(taken).toEqual([
    { to: "13800000000", text: "【溯源】验证码 123456" },
    { to: "+8613800000000", text: "再来一条" },
  ]);
});

test("the parts of long messages are joined, however many messages are under way", async () => {
  const sms = driver();
  const messages = Array.from({ length: 4 }, (_, index) => ({ to: `1380000000${index}`, text: `${index}${LONG}` }));
  await Promise.all(messages.map((message) => sms.sendSms(message)));
  expect(taken.sort((one, other) => one.to.localeCompare(other.to))).toEqual(messages);
  // Sent once more, after an answer was lost, it is a message again.
  await sms.sendSms(messages[0] as Sms);
  expect(taken).toHaveLength(5);
});

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

test("a wrong password is refused, and so is a wrong name", async () => {
  const refused = (name: string) => `unavailable: bind refused with status ${smpp.errors[name]}`;
  const sms = { to: "13800000000", text: "x" };
  expect(await failureOf(driver({ password: "guess" }).sendSms(sms))).toBe(refused("ESME_RINVPASWD"));
  expect(await failureOf(driver({ systemId: "other" }).sendSms(sms))).toBe(refused("ESME_RINVSYSID"));
  expect(taken).toEqual([]);
});

test("who is not bound sends nothing", async () => {
  const session = smpp.connect({ host: "127.0.0.1", port: sandbox.port, tls: false });
  await new Promise((resolve) => session.once("connect", resolve));
  const fields = { destination_addr: "13800000000", short_message: "x" };
  const status = await new Promise((resolve) =>
    session.submit_sm(fields, ({ command_status }) => resolve(command_status)),
  );
  expect(status).toBe(smpp.errors.ESME_RINVBNDSTS);
  session.destroy();
  expect(taken).toEqual([]);
});

test.each([
  ["19900000001", "refused: status 11"],
  ["+8619900000001", "refused: status 11"],
  ["19900010001", "unavailable: status 88"],
])("the number %s is %s", async (to, failure) => {
  expect(await failureOf(driver().sendSms({ to, text: "x" }))).toBe(failure);
  expect(taken).toEqual([]);
});

test("a message that cannot be kept is for now", async () => {
  isFull = true;
  expect(await failureOf(driver().sendSms({ to: "13800000000", text: "x" }))).toBe("unavailable: status 8");
  isFull = false;
});
