/**
 * API documents by clients that were written from their texts alone, on an instance as `npm start` gives it: a mini
 * program, and a program on a server.
 */
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { askAt } from "./ask.ts";
import { walk as walkOrders } from "./orders/client.ts";
import { expectAnswers as expectOrders } from "./orders/expect.ts";
import { walk as walkTomato } from "./tomato/client.ts";
import { expectAnswers as expectTomato } from "./tomato/expect.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let instance: Instance;

beforeAll(async () => {
  folder = await temporaryFolder();
  instance = await startInstance(await instanceSettings(join(folder.path, "data")));
});
afterAll(async () => {
  await instance?.process.stop();
  await folder.close();
});

test("the orders document's mini program", async () => {
  expectOrders(await walkOrders(instance.address));
});

test("the tomato document's program, which evaluates a tomato that has pictures", async () => {
  const { body } = await askAt(instance.address)("GET", "/v1/traces/public/SG20240115T001/proof");
  expectTomato(await walkTomato(instance.address, `TOMATO_${body.data.batch.id.slice(2)}`));
});
