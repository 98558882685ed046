/** What firms do beside a single batch, in a real browser: many handed over, recalls answered, roles granted. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, expectAccessible, startConsole } from "./support/console.ts";

let world: ConsoleWorld;
type Firm = Awaited<ReturnType<ConsoleWorld["api"]["account"]>>;
let farm: Firm;
let shop: Firm;
beforeAll(async () => {
  world = await startConsole();
  farm = await world.api.account("supplier", "Green Valley Farm");
  shop = await world.api.account("pharmacy", "Corner Shop");
});
afterAll(() => world?.close());

const call = async (firm: Firm, method: string, path: string, body?: unknown) => {
  const answer = await world.api.call(method, path, { token: firm.token, ...(body === undefined ? {} : { body }) });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body.data;
};
const create = (name: string): Promise<{ id: string; batchCode: string }> =>
  call(farm, "POST", "/v1/traces", { name, quantity: 10, unit: "kg" });

test("batches that one holds are chosen and handed over at once, and the other side accepts; single ones too", async () => {
  const batches = await Promise.all(["Red apples", "Green apples", "Pears"].map(create));
  await call(farm, "POST", `/v1/traces/${batches[2]?.id}/offers`, { to: shop.username, note: "Gate 3" });
  await call(farm, "POST", `/v1/traces/${batches[2]?.id}/hold`, { reason: "Sample 17" });
  const giver = await world.signIn(farm.username, "/offers");
  await giver.getByRole("link", { name: "Hand many batches over" }).click();
  await giver.getByLabel("Search among the batches you hold").fill("apples");
  await giver.getByLabel(/Red apples/).check();
  await giver.getByLabel(/Green apples/).check();
  await giver.getByText("2 batches chosen").waitFor();
  await expectAccessible(giver);
  await giver.getByLabel("To whom").fill(shop.username);
  await giver.getByLabel("Number of the delivery note").fill("DN-17");
  await giver.getByRole("button", { name: "Hand over" }).click();
  await giver.getByRole("heading", { name: "2 batches" }).waitFor();
  expect(await giver.getByTestId("status").textContent()).toBe("waiting");

  const taker = await world.signIn(shop.username, "/offers", { viewport: { width: 1440, height: 900 } });
  await taker.getByText("Gate 3").waitFor();
  await expectAccessible(taker);
  // What stands against a batch is told before it is accepted.
  await taker.getByRole("button", { name: "Accept" }).click();
  await taker.getByText("On hold: Sample 17").waitFor();
  await taker.getByTestId("form-accept").getByRole("button", { name: "Accept" }).click();
  await taker.getByText("Recorded on chain.").waitFor();
  await taker.getByRole("link", { name: "2 batches" }).click();
  await expectAccessible(taker);
  await taker.getByRole("button", { name: "Accept" }).click();
  await taker.getByTestId("form-accept").getByRole("button", { name: "Accept" }).click();
  await taker.getByTestId("status").getByText("accepted").waitFor();
  expect(await taker.getByRole("cell", { name: "taken" }).count()).toBe(2);
  expect([giver.complaints, taker.complaints]).toEqual([[], []]);

  const held = await call(shop, "GET", "/v1/traces?held=true&sortBy=name&sortDir=asc");
  expect(held.map(({ name }: { name: string }) => name)).toEqual(["Green apples", "Pears", "Red apples"]);
  await giver.close();
  await taker.close();
});
