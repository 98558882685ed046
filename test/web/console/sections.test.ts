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

test("a recall is answered for by who holds the batch, lifted by who began it, and taken along as a sheet", async () => {
  const batch = await create("Recalled apples");
  await call(farm, "POST", `/v1/traces/${batch.id}/offers`, { to: shop.username });
  await call(shop, "POST", `/v1/traces/${batch.id}/offers/accept`);
  const recall = { reason: "Residues found", class: "1", instruction: "Set aside", contact: "400-800" };
  const { id } = await call(farm, "POST", `/v1/traces/${batch.id}/recall`, recall);

  const holder = await world.signIn(shop.username, "/recalls");
  await holder.getByRole("link", { name: "Residues found" }).waitFor();
  await expectAccessible(holder);
  await holder.getByRole("link", { name: "Residues found" }).click();
  await holder.getByText("Set aside").waitFor();
  await holder.getByRole("button", { name: "Say what you found" }).click();
  const answer = holder.getByTestId("form-answer");
  await answer.getByLabel("Found (kg)").fill("4");
  await answer.getByLabel("Of these quarantined (kg)").fill("5");
  await answer.getByRole("button").click();
  await answer.getByText("No more can be quarantined and destroyed than was found").first().waitFor();
  await answer.getByLabel("Of these quarantined (kg)").fill("3");
  await answer.getByLabel("Of these destroyed (kg)").fill("1");
  await answer.getByRole("button").click();
  await holder.getByText("Found 4 kg, quarantined 3 kg, destroyed 1 kg").waitFor();
  await expectAccessible(holder);
  expect(await holder.getByRole("button", { name: "Lift the recall" }).count()).toBe(0);
  const [download] = await Promise.all([
    holder.waitForEvent("download"),
    holder.getByRole("button", { name: "All batches as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${id}.csv`);

  const maker = await world.signIn(farm.username, `/recalls/${id}`, { viewport: { width: 1440, height: 900 } });
  await maker.getByRole("heading", { name: "How it went so far" }).waitFor();
  await expectAccessible(maker);
  await maker.getByRole("button", { name: "Lift the recall" }).click();
  await maker.getByLabel("Reason").fill("Counter-sample passed");
  await maker.getByTestId("form-lift").getByRole("button").click();
  await maker.getByText(/This recall was lifted on .*: Counter-sample passed/).waitFor();
  expect([holder.complaints, maker.complaints]).toEqual([[], []]);
  await holder.close();
  await maker.close();
});
