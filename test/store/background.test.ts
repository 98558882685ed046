/** What is done in the background goes on after the database could not be written to, and does nothing twice. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDelivery } from "../../integrations/messages/delivery.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { type Database, openMigrated } from "../../store/database.ts";
import { outgoingMessages, queueMessage } from "../../store/messages/messages.ts";
import { callLogRepository } from "../../store/monitoring/call-log.ts";
import { temporaryFolder } from "../support/folder.ts";
import { until } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openMigrated(join(folder.path, "suyuan.sqlite"));
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

const writable = (is: boolean) => database.raw.pragma(`query_only = ${is ? "OFF" : "ON"}`);

test("a message that was sent, and could not be taken out of the queue, is not sent again", async () => {
  const sealer = aesSealer(randomBytes(32));
  const lines: string[] = [];
  const sent: string[] = [];
  const delivery = startDelivery({
    queue: outgoingMessages(database, sealer),
    messenger: {
      carries: () => true,
      async sendMail({ to }) {
        sent.push(to);
        writable(false);
      },
      sendSms: async () => undefined,
    },
    logger: pino({ level: "warn" }, { write: (line) => void lines.push(line) }),
    now: () => new Date(),
    // Twice as long, and what was taken is due again.
    patience: 50,
    interval: 10,
  });
  const message = { channel: "email" as const, to: "reader@example.com", subject: "s", text: "t", html: "h" };
  const entry = { message, expiresAt: new Date(Date.now() + 600_000) };
  await database.write.transaction().execute((transaction) => queueMessage(transaction, sealer, entry));
  delivery.wake();
  await until(async () => lines.length > 0);
  // Long enough for it to be due again, and for several tries.
  await new Promise((resolve) => setTimeout(resolve, 400));
  writable(true);
  await until(async () => (await database.read.selectFrom("outgoing_messages").select("id").execute()).length === 0);
  await until(async () => lines.length > 1);
  await delivery.stop();
  expect(sent).toEqual(["reader@example.com"]);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    "messages cannot be taken from the queue: they wait",
    "messages are taken from the queue again",
  ]);
});

test("what is counted waits while it cannot be written, up to a bound, and what is dropped is told", async () => {
  const told: string[] = [];
  const calls = callLogRepository(database, undefined, {
    waits: () => void told.push("waits"),
    drops: () => void told.push("drops"),
    over: (dropped) => void told.push(`over, ${dropped} dropped`),
  });
  writable(false);
  const call = {
    at: new Date(),
    integration: null,
    endpoint: "GET /x",
    outcome: "succeeded",
    milliseconds: 1,
  } as const;
  for (let number = 0; number < 10_005; number++) calls.record(call);
  await calls.flush();
  await calls.flush();
  expect(told).toEqual(["drops", "waits"]);
  writable(true);
  await calls.flush();
  expect(told).toEqual(["drops", "waits", "over, 5 dropped"]);
  const [statistics] = await calls.byEndpoint(new Date(0));
  expect(statistics?.calls).toBe(10_000);
});

test("it is tried again by itself", async () => {
  const calls = callLogRepository(database);
  const before = (await calls.byEndpoint(new Date(0)))[0]?.calls ?? 0;
  writable(false);
  calls.record({ at: new Date(), integration: null, endpoint: "GET /x", outcome: "succeeded", milliseconds: 1 });
  await calls.flush();
  writable(true);
  const count = () => database.raw.prepare("select count(*) from calls").pluck().get();
  await until(async () => count() === before + 1);
});
