/** What firms do beside a single batch, in a real browser: many handed over, recalls answered, roles granted. */

import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ERP_GUARD, restErp } from "../../../integrations/erp/rest.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { ERP_TOKEN, startErp, type TestErp } from "../../api/orders/support/erp.ts";
import { QUICK } from "../../api/orders/support/orders.ts";
import { makeAdministrator } from "../../api/support/api.ts";
import { type ConsoleWorld, expectAccessible, startConsole } from "./support/console.ts";
import { withWallet } from "./support/wallet.ts";

let world: ConsoleWorld;
type Firm = Awaited<ReturnType<ConsoleWorld["api"]["account"]>>;
let erp: TestErp;
let administrator: Firm;
let farm: Firm;
let shop: Firm;
beforeAll(async () => {
  // As in production: what an administrator approves is granted by the registrar's key, but for regulators.
  erp = await startErp();
  const guard = createGuards().guard("erp", { ...ERP_GUARD, ...QUICK });
  world = await startConsole(undefined, {
    settings: { registration: "approval" },
    ownOfficers: true,
    parts: { erp: restErp({ url: erp.url, token: ERP_TOKEN, guard, probeInterval: 0 }) },
  });
  administrator = await world.api.account("unauth");
  await makeAdministrator(world.api, administrator.user.id);
  farm = await granted("supplier", "Green Valley Farm");
  shop = await granted("pharmacy", "Corner Shop");
});
afterAll(async () => {
  await world?.close();
  await erp?.close();
});

const call = async (firm: Firm, method: string, path: string, body?: unknown) => {
  const answer = await world.api.call(method, path, { token: firm.token, ...(body === undefined ? {} : { body }) });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body.data;
};
async function granted(role: string, name: string): Promise<Firm> {
  const firm = await world.api.account(role, name);
  await call(administrator, "POST", `/v1/role-applications/user-${firm.user.id}/grant`);
  return firm;
}
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

const DESK = { viewport: { width: 1440, height: 900 } };

test("a role is asked for in one's profile and granted by an administrator; a regulator's by the admin's own wallet", async () => {
  const carrier = await world.api.account("unauth", "Swift Trucks");
  const own = await world.signIn(carrier.username, "/profile");
  await own.getByRole("button", { name: "Apply for a role" }).click();
  await own.getByLabel("Role").selectOption("carrier");
  await own.getByLabel("Why").fill("We bring milk to town");
  await own.getByTestId("form-apply").getByRole("button").click();
  await own.getByTestId("application-status").getByText("waiting").waitFor();
  await expectAccessible(own);
  expect(await own.getByRole("link", { name: "Approvals" }).count()).toBe(0);

  const regulator = await world.api.account("regulator", "Food Office");
  const { rpc, chainId } = world.api.chain;
  const admin = world.api.keys.admin().address;
  const wallet = withWallet((method, [transaction]) => {
    if (method === "eth_requestAccounts") return [admin];
    if (method === "eth_chainId") return `0x${chainId.toString(16)}`;
    return rpc.call(method, [transaction]);
  });
  const office = await world.signIn(administrator.username, "/approvals", DESK, wallet);
  await office.getByRole("link", { name: "Swift Trucks: Carrier" }).click();
  await office.getByText("We bring milk to town").waitFor();
  await expectAccessible(office);
  await office.getByRole("button", { name: "Grant" }).click();
  await office.getByTestId("form-grant").getByRole("button").click();
  await office.getByTestId("application-status").getByText("granted").waitFor();
  await office.getByRole("link", { name: "← Approvals" }).click();
  await office.getByRole("link", { name: "Food Office: Regulator" }).click();
  await office.getByRole("heading", { name: "To be sent by an officer's own wallet" }).waitFor();
  await expectAccessible(office);
  const [safe] = await Promise.all([
    office.waitForEvent("download"),
    office.getByRole("button", { name: "Save for Safe's Transaction Builder" }).click(),
  ]);
  expect(safe.suggestedFilename()).toMatch(/^application-\d+\.json$/);
  expect(await office.getByRole("link", { name: "Open in a wallet" }).getAttribute("href")).toMatch(/^ethereum:0x/);
  await office.getByRole("button", { name: "Send with Test Wallet" }).click();
  await office.getByTestId("application-status").getByText("granted").waitFor();

  // The regulator confirms who the farm is, as it says itself.
  const says = await world.signIn(farm.username, "/profile");
  await says.getByRole("button", { name: "Say who you are" }).click();
  await says.getByLabel("Name in Chinese").fill("绿谷农场");
  await says.getByLabel("GLN").fill("6901234567892");
  await says.getByLabel("Licences").fill("food, SC10137010000001, City");
  await says.getByTestId("form-identity").getByRole("button").click();
  await says.getByText("food · SC10137010000001 · City").waitFor();
  await expectAccessible(says);
  const confirms = await world.signIn(regulator.username, `/approvals/profiles/user-${farm.user.id}`, DESK);
  await confirms.getByText("绿谷农场").first().waitFor();
  await expectAccessible(confirms);
  await confirms.getByRole("button", { name: "Confirm what it says" }).click();
  await confirms.getByTestId("form-confirm").getByRole("button").click();
  await confirms.getByTestId("confirmed").getByText("confirmed", { exact: true }).waitFor();

  const pages = [own, office, says, confirms];
  expect(pages.map(({ complaints }) => complaints)).toEqual([[], [], [], []]);
  await Promise.all(pages.map((page) => page.close()));
});

test("a wallet is bound in the profile, and signs many batches over from then on; the password is changed", async () => {
  const packer = await granted("supplier", "Packing House");
  await call(packer, "POST", "/v1/traces", { name: "Plums", quantity: 5, unit: "kg" });
  const wallet = Wallet.createRandom();
  const { chainId } = world.api.chain;
  const answers = withWallet((method, [first, second]) => {
    if (method === "eth_requestAccounts") return [wallet.address];
    if (method === "eth_chainId") return `0x${chainId.toString(16)}`;
    if (method === "personal_sign") return wallet.signMessage(Buffer.from(String(first).slice(2), "hex"));
    const { domain, types, message } = JSON.parse(String(second));
    const { EIP712Domain: _, ...signed } = types;
    return wallet.signTypedData(domain, signed, message);
  });
  const page = await world.signIn(packer.username, "/profile", {}, answers);
  await page.getByRole("button", { name: "Bind Test Wallet" }).click();
  const bound = page.getByText("Bound: from now on your wallet signs.");
  const asks = page.getByRole("button", { name: "Sign with Test Wallet" });
  // What binding asks the wallet for on chain comes one after another.
  await expect
    .poll(
      async () => {
        if (await asks.isVisible()) await asks.click();
        return bound.isVisible();
      },
      { timeout: 120_000 },
    )
    .toBe(true);
  expect(await page.getByTestId("own-address").textContent()).toBe(wallet.address);

  // Nothing is kept before the wallet signed; whoever refuses there can still sign, or take it back.
  await page.getByRole("link", { name: "Hand-overs" }).click();
  await page.getByRole("link", { name: "Hand many batches over" }).click();
  await page.getByLabel(/Plums/).check();
  await page.getByLabel("To whom").fill(shop.username);
  await page.getByRole("button", { name: "Hand over" }).click();
  await page.getByRole("button", { name: "Do not sign" }).click();
  await page.getByText("You refused in your wallet.").waitFor();
  await page.getByRole("link", { name: "← Hand-overs" }).click();
  await page.getByLabel("Which").selectOption("out");
  await page.getByLabel("Status").selectOption("unsigned");
  await page.getByRole("link", { name: "1 batch" }).click();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByTestId("form-sign").getByRole("button").click();
  await asks.click();
  await page.getByTestId("status").getByText("waiting", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Profile" }).click();
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByLabel("Password now").fill("Secret123");
  await page.getByLabel("New password").fill("secret");
  await page.getByRole("button", { name: "Change it" }).click();
  await page.locator('[name="new_password"][aria-invalid="true"]').waitFor();
  await page.getByLabel("New password").fill("Plough-and-sow-7");
  await page.getByRole("button", { name: "Change it" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("products and places are added, changed only as they were read, and lent; parties are admitted", async () => {
  const page = await world.signIn(farm.username, "/catalogue");
  await page.getByRole("link", { name: "Add a product" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Fresh milk");
  await page.getByLabel("GTIN").fill("6901234567892");
  await page.getByLabel("What", { exact: true }).first().fill("fat");
  await page.getByLabel("How much").fill("3.6 g");
  const limit = page.getByRole("group", { name: "Limit 1" });
  await limit.getByLabel("What").fill("temperature");
  await limit.getByLabel("At least").fill("2");
  await limit.getByLabel("At most").fill("1");
  await limit.getByLabel("Unit").fill("°C");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("Maximum must not be less than the minimum").first().waitFor();
  await limit.getByLabel("At most").fill("6");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByRole("heading", { name: "Fresh milk" }).waitFor();
  await page.getByText("Temperature 2 – 6 °C").waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("How to store it").fill("Below 6 °C");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("definition").getByText("Below 6 °C").waitFor();
  // What was not touched is as it was.
  await page.getByText("Temperature 2 – 6 °C").waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "← Products and places" }).click();
  await page.getByRole("link", { name: "Add a place" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Cold store 2");
  await page.getByLabel("Kind").selectOption("cooler");
  await page.getByLabel("City").fill("Kunming");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByRole("heading", { name: "Cold store 2" }).waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("City").fill("Dali");
  // Somebody else of the firm was faster: what that one said is not taken back.
  const id = page.url().split("/").at(-1);
  await call(farm, "PATCH", `/v1/locations/${id}`, { city: "Lijiang" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText(/./).waitFor();
  expect((await call(farm, "GET", `/v1/locations/${id}`)).city).toBe("Lijiang");
  await page.getByRole("button", { name: "Lend it" }).click();
  await page.getByLabel("To whom").fill(shop.username);
  await page.getByTestId("form-lend").getByRole("button").click();
  await page.getByText("Corner Shop").waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Parties" }).click();
  await page.getByRole("button", { name: "Admit somebody" }).click();
  await page.getByLabel("Whom").fill(shop.username);
  await page.getByTestId("form-admit").getByRole("button").click();
  await page.getByRole("button", { name: "Admit no longer" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Admit no longer" }).click();
  await page.getByTestId("form-remove").getByRole("button").click();
  await page.getByText("You admitted nobody to all of your batches.").waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("orders lead to their batches, scans are charts and tables, and erasures are decided on", async () => {
  const body = { name: "Apples of an order", quantity: 5, unit: "kg", batchCode: "AP20230515A123" };
  const { id } = await call(farm, "POST", "/v1/traces", body);
  const look = { headers: { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1" } };
  await world.api.call("GET", `/v1/traces/public/${body.batchCode}`, look);
  await world.api.call("POST", "/v1/erasure-requests", {
    body: { traceId: id, reason: "My telephone number is in it", contact: "li@example.com" },
  });

  const page = await world.signIn(farm.username, "/orders");
  await page.getByLabel("Invite code").fill("INVITE");
  await page.getByRole("button", { name: "Join the company" }).click();
  await page
    .getByRole("alert")
    .getByText(/邀请码|企业/)
    .waitFor();
  await page.getByLabel("Invite code").fill("INVITE123");
  await page.getByRole("button", { name: "Join the company" }).click();
  await page.getByRole("heading", { name: "Order ORD1", exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByText("How far the material is").first().click();
  await page.getByText("铣").waitFor();
  await page
    .getByRole("button", { name: /AP20230515A123/ })
    .first()
    .click();
  await page.getByRole("heading", { name: body.name }).waitFor();

  await page.getByRole("navigation").getByRole("link", { name: "Statistics" }).click();
  await page.getByRole("img", { name: "Scans of the newest batches" }).waitFor();
  await page.getByText("The same as a table").click();
  await page.getByRole("row", { name: "AP20230515A123 1" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: body.name }).click();
  await page.getByRole("img", { name: "Scans by device" }).waitFor();
  await expectAccessible(page);

  const office = await world.signIn(administrator.username, "/erasures", DESK);
  await office.getByText("My telephone number is in it").waitFor();
  await expectAccessible(office);
  await office.getByRole("button", { name: "Refuse" }).click();
  await office.getByLabel("Reason").fill("There is no number in it");
  await office.getByTestId("form-refuse").getByRole("button").click();
  await office.getByText("There are no such requests.").waitFor();
  await office.getByLabel("Status").selectOption("refused");
  await office.getByText("There is no number in it").waitFor();
  expect([page.complaints, office.complaints]).toEqual([[], []]);
  await page.close();
  await office.close();
});
