/**
 * Each API document by a client that was written from its text alone, on an instance as `npm start` gives it: front ends
 * in a browser, from an origin of their own; the mini program and the program on a server as what they are.
 */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { openBrowser } from "../web/support/browser.ts";
import { expectAnswers as expectAccounts } from "./accounts/expect.ts";
import { askAt } from "./ask.ts";
import { type Elsewhere, serveElsewhere } from "./elsewhere.ts";
import { expectAnswers as expectInspection } from "./inspection/expect.ts";
import { walk as walkOrders } from "./orders/client.ts";
import { expectAnswers as expectOrders } from "./orders/expect.ts";
import { walk as walkTomato } from "./tomato/client.ts";
import { expectAnswers as expectTomato } from "./tomato/expect.ts";
import { expectAnswers as expectTraces } from "./traces/expect.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let instance: Instance;
let browser: Browser;
let elsewhere: Elsewhere;

beforeAll(async () => {
  folder = await temporaryFolder();
  [instance, browser] = await Promise.all([
    startInstance(await instanceSettings(join(folder.path, "data"))),
    openBrowser(),
  ]);
  elsewhere = await serveElsewhere(browser, ["accounts", "inspection", "traces"]);
});
afterAll(async () => {
  await elsewhere?.close();
  await browser?.close();
  await instance?.process.stop();
  await folder.close();
});

/** Somebody with a role, signed in. */
async function signedIn(username: string, role: string): Promise<string> {
  const ask = askAt(instance.address);
  const password = "Secret123";
  await ask("POST", "/api/auth/register", { body: { username, email: `${username}@b.com`, password, role } });
  return (await ask("POST", "/api/auth/login", { body: { username, password } })).body.access_token;
}

test("the accounts document's front end", async () => {
  expectAccounts((await elsewhere.run("accounts", instance.address)) as never);
});

test("the inspection document's front end", async () => {
  expectInspection((await elsewhere.run("inspection", instance.address)) as never);
});

test("the traces document's front end", async () => {
  const tokens = { holder: await signedIn("holder1", "supplier"), stranger: await signedIn("stranger1", "supplier") };
  expectTraces((await elsewhere.run("traces", instance.address, tokens)) as never);
});

test("the orders document's mini program", async () => {
  expectOrders(await walkOrders(instance.address));
});

test("the tomato document's program, which evaluates a tomato that has pictures", async () => {
  const { body } = await askAt(instance.address)("GET", "/v1/traces/public/SG20240115T001/proof");
  expectTomato(await walkTomato(instance.address, `TOMATO_${body.data.batch.id.slice(2)}`));
});
