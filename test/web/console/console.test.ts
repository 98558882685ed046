/** The console in a real browser, against the real API and a real chain. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, startConsole } from "./support/console.ts";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await startConsole();
});
afterAll(() => world?.close());

test("a firm signs in, finds its batch, records an event and hands the batch over", async () => {
  const { api, signIn } = world;
  const farm = await api.account("supplier");
  const shop = await api.account("pharmacy");
  const body = { name: "Red apples", quantity: 40, unit: "kg", batchCode: "RA20261201" };
  expect((await api.call("POST", "/v1/traces", { token: farm.token, body })).status).toBe(201);
  const page = await signIn(farm.username);
  await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
  await page.getByRole("link", { name: "Batches", exact: true }).click();
  await page.getByLabel("Find a batch by its code").fill(body.batchCode);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Record an event" }).click();
  await page.getByLabel("What happened").selectOption("packaging");
  await page.getByLabel("Title").fill("Packed into crates");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByText("Packed into crates").waitFor();
  await page.getByRole("button", { name: "Hand over" }).click();
  await page.getByLabel("To whom").fill(shop.username);
  await page.getByRole("button", { name: "Offer it" }).click();
  await page.getByText("Recorded on chain.").waitFor();
  expect(page.complaints).toEqual([]);
  // The session outlives a reload: the cookie goes on with it, and no script can read it.
  await page.reload();
  await page.getByRole("heading", { name: "Journey" }).waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe("");
  // Who could not be signed out is not told to be: the cookie would let the next one in.
  await page.route("**/api/auth/session", (route) => route.abort());
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("There is no connection.").waitFor();
  await page.unroute("**/api/auth/session");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.close();
});
