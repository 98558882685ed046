import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Mail,
  type Message,
  MessageRefused,
  type Messenger,
  type Sms,
} from "../../../domain/messages/messenger.ts";
import type { OutgoingMessages } from "../../../domain/messages/outgoing-messages.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { startDelivery } from "../../../integrations/messages/delivery.ts";
import { aesSealer } from "../../../integrations/messages/sealer.ts";
import { outgoingMessages, queueMessage } from "../../../store/messages/messages.ts";
import { type Api, startApi } from "../support/api.ts";
import { messageTo, otherApp } from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

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

test("a message that is refused for good is given up at once, and the log says why", async () => {
  const failures = [
    new DomainError("unavailable", `${SMS.text} must wait`, [], { reason: "EENVELOPE 451" }),
    new MessageRefused("EENVELOPE 550"),
  ];
  const { clock, lines, waiting, delivery } = rig(async () => Promise.reject(failures.shift()), {
    message: SMS,
    expiresAt: new Date(600_000),
  });
  await expect.poll(() => waiting[0]?.notBefore, { interval: 2 }).toBe(clock.now + 2_000);
  clock.now += 2_000;
  await expect.poll(() => waiting.length, { interval: 2 }).toBe(0);
  await delivery.stop();
  const reasons = lines.map((line) => JSON.parse(line)).map(({ level, attempts, reason }) => [level, attempts, reason]);
  expect(reasons).toEqual([
    [40, 1, "EENVELOPE 451"],
    [50, 2, "EENVELOPE 550"],
  ]);
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

test("a messenger that hangs does not hold up the end: its message waits for the next start", async () => {
  const { queue, waiting } = queueOf({ message: SMS, expiresAt: new Date(600_000) });
  const { lines, logger } = log();
  const begun = Promise.withResolvers<AbortSignal | undefined>();
  const sendSms = (_: Sms, signal?: AbortSignal) => {
    begun.resolve(signal);
    return new Promise<never>(() => undefined);
  };
  const messenger: Messenger = { carries: () => true, sendSms, sendMail: async () => undefined };
  const patience = { patience: 3_600_000, grace: 10 };
  const delivery = startDelivery({ queue, messenger, logger, now: () => new Date(1_000), ...patience });
  const signal = await begun.promise;
  await delivery.stop();
  expect(signal?.aborted).toBe(true);
  expect(waiting).toMatchObject([{ notBefore: 3_000 }]);
  expect(lines.join("")).toContain("TimeoutError");
});

test("what is being sent at the end may still be sent", async () => {
  const { queue, waiting } = queueOf({ message: SMS, expiresAt: new Date(600_000) });
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const sendSms = () => {
    begun.resolve();
    return end.promise;
  };
  const messenger: Messenger = { carries: () => true, sendSms, sendMail: async () => undefined };
  const patience = { patience: 3_600_000, grace: 3_600_000 };
  const delivery = startDelivery({ queue, messenger, logger: log().logger, now: () => new Date(1_000), ...patience });
  await begun.promise;
  const stopped = delivery.stop();
  end.resolve();
  await stopped;
  expect(waiting).toEqual([]);
});
