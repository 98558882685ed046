/** The queue that messages wait in, in a database file, and a delivery from it by a clock that stands still. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pino from "pino";
import { expect } from "vitest";
import type { Message } from "../../../domain/messages/messenger.ts";
import { combinedMessenger } from "../../../integrations/messages/combined.ts";
import { type RunningDelivery, startDelivery } from "../../../integrations/messages/delivery.ts";
import type { Drivers } from "../../../integrations/messages/drivers.ts";
import { noMessenger } from "../../../integrations/messages/none.ts";
import { aesSealer } from "../../../integrations/messages/sealer.ts";
import { type Database, migrate, openDatabase } from "../../../store/database.ts";
import { outgoingMessages, queueMessage } from "../../../store/messages/messages.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { until } from "../../support/process.ts";

/** Milliseconds after which a message that failed once is tried again. */
const PAUSE = 2_000;
const START = 1_000_000;

/** What is sent through the queue. */
export interface PutOff {
  readonly drivers: Drivers;
  /** Goes to somebody who is put off the first time, and taken the second. */
  readonly late: Message;
  /** Goes to somebody else. */
  readonly other: Message;
  /** The receivers of what arrived, in order. */
  readonly arrived: () => Promise<readonly string[]>;
  /** What no line of the log may show. */
  readonly secrets: RegExp;
}

/** State that a message that is put off waits, holds nobody up, outlives a restart, and arrives in the end, once. */
export async function arrivesLater({ drivers, late, other, arrived, secrets }: PutOff): Promise<void> {
  const folder = await temporaryFolder();
  const sealer = aesSealer(randomBytes(32));
  const logged: string[] = [];
  const logger = pino({ level: "info", timestamp: false, base: null }, { write: (line) => void logged.push(line) });
  let now = START;
  let database: Database;
  let delivery: RunningDelivery;

  async function begin(): Promise<void> {
    database = openDatabase(join(folder.path, "suyuan.sqlite"));
    await migrate(database);
    delivery = startDelivery({
      queue: outgoingMessages(database, sealer),
      messenger: combinedMessenger(drivers, noMessenger(logger)),
      logger,
      now: () => new Date(now),
      interval: 10,
    });
  }
  async function end(): Promise<void> {
    await delivery.stop();
    await database.close();
  }
  async function add(message: Message): Promise<void> {
    const entry = { message, expiresAt: new Date(START + 600_000) };
    await database.write.transaction().execute((transaction) => queueMessage(transaction, sealer, entry));
    delivery.wake();
  }
  /** Wait until these are the messages that wait: how often each was tried, and when it is due. */
  const waiting = (expected: readonly { attempts: number; due: number }[]) =>
    until(async () => {
      const query = database.read.selectFrom("outgoing_messages").select(["attempts", "not_before as due"]);
      const rows = await query.orderBy("number").execute();
      return JSON.stringify(rows) === JSON.stringify(expected);
    });

  await begin();
  try {
    await add(late);
    await waiting([{ attempts: 1, due: START + PAUSE }]);
    expect(await arrived()).toEqual([]);
    await end();
    await begin();
    await add(other);
    await waiting([{ attempts: 1, due: START + PAUSE }]);
    now += PAUSE;
    await waiting([]);
    expect(await arrived()).toEqual([other.to, late.to]);
    // Whatever is sent afterwards, what arrived does not come again.
    await add(other);
    await waiting([]);
    expect(await arrived()).toEqual([other.to, late.to, other.to]);
    expect(logged).toHaveLength(1);
    expect(logged.join("")).not.toMatch(secrets);
  } finally {
    await end();
    await folder.close();
  }
}
