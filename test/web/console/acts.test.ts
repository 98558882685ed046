/** What can be done with a batch, by the console: in a real browser, against the real API and a real chain. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, look, startConsole } from "./support/console.ts";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await startConsole();
});
afterAll(() => world?.close());

const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148";
const PDF = { name: "report.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%report\n") };
/** A batch of an account's, by the API. */
async function make(token: string, name: string, quantity = 40): Promise<{ id: string; batchCode: string }> {
  const { status, body } = await world.api.call("POST", "/v1/traces", { token, body: { name, quantity, unit: "kg" } });
  expect(status).toBe(201);
  return body.data;
}

const onChain = (page: Page) => page.getByText("Recorded on chain.").waitFor();

test("a firm creates a batch, and records an event with evidence", async () => {
  const { api, signIn } = world;
  const farm = await api.account("supplier", "Green Valley Farm");
  const product = await api.call("POST", "/v1/products", { token: farm.token, body: { name: "Fuji apples" } });
  expect(product.status).toBe(201);
  const page = await signIn(farm.username, "/batches/new");
  await page.getByLabel("What it is").fill("Red apples");
  await page.getByLabel("Quantity").fill("40");
  await page.getByLabel("Unit").fill("boxes");
  await page.getByLabel("Product").selectOption("Fuji apples");
  await page.getByLabel("Harvested on").fill("2026-01-15");
  await page.getByLabel("Lot number").fill("L-17");
  await page.getByLabel("Certifications").fill("organic, GAP");
  await look(page, "new");
  await page.getByRole("button", { name: "Create the batch" }).click();
  await page.getByRole("heading", { name: "Red apples" }).waitFor();
  const traceId = new URL(page.url()).pathname.split("/").at(-1);
  const { data } = (await api.call("GET", `/v1/traces/${traceId}`, { token: farm.token })).body;
  expect(data).toMatchObject({
    quantity: 40,
    unit: "boxes",
    lot: "L-17",
    productName: "Fuji apples",
    certifications: ["organic", "GAP"],
    held: true,
  });
  // The picture of its code is there, and not a broken one.
  const code = page.getByRole("img", { name: "QR code of the batch" });
  await expect.poll(() => code.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Record an event" }).click();
  await page.getByLabel("What happened").selectOption("transport");
  await page.getByLabel("Title").fill("To the market");
  await page.getByLabel("Carrier").fill("Swift Trucks");
  await page.getByLabel("Vehicle").fill("LU-A 12345");
  await page.getByLabel("Temperature").fill("2–8 °C");
  await page.setInputFiles("#files", PDF);
  await page.getByTestId("digest").waitFor();
  await look(page, "event");
  await page.getByRole("button", { name: "Record it" }).click();
  await onChain(page);
  const events = (await api.call("GET", `/v1/traces/${traceId}/events`, { token: farm.token })).body.data;
  expect(events.at(-1)).toMatchObject({
    type: "transport",
    title: "To the market",
    carrier: { name: "Swift Trucks" },
    details: { vehicleId: "LU-A 12345", temperature: "2–8 °C" },
    attachments: [{ title: "report.pdf" }],
  });

  await page.getByRole("button", { name: "Labels" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Get the labels (PDF)" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^labels-.*\.pdf$/);

  // What it is called is told anew, and nothing else of it.
  await page.getByRole("button", { name: "Change the description" }).click();
  await page.getByLabel("What it is").fill("Red Fuji apples");
  await page.getByRole("button", { name: "Describe it anew" }).click();
  await page.getByRole("heading", { name: "Red Fuji apples" }).waitFor();
  const described = (await api.call("GET", `/v1/traces/${traceId}`, { token: farm.token })).body.data;
  expect(described).toMatchObject({ harvestDate: data.harvestDate, certifications: ["organic", "GAP"] });

  // Its own word is amended by its author: both texts are shown.
  const step = page.getByTestId("step").filter({ hasText: "To the market" });
  await step.getByRole("button", { name: "Amend" }).click();
  await step.getByLabel("Where").fill("Gate 3");
  await step.getByLabel("Vehicle").fill("LU-B 99999");
  await step.getByLabel("Why it is amended").fill("Another truck came");
  await look(page, "amend");
  await step.getByRole("button", { name: "Amend it" }).click();
  await step.getByText("1 earlier text").click();
  await step.getByText("LU-A 12345").waitFor();
  await step.getByText("LU-B 99999").first().waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a holder splits a batch, says what is gone of it, holds it, and sees where all of it went", async () => {
  const { api, signIn } = world;
  const farm = await api.account("supplier", "Hillside Orchard");
  const { id, batchCode } = await make(farm.token, "Pears");
  const page = await signIn(farm.username, `/batches/${id}`);
  await page.getByRole("button", { name: "Split" }).click();
  await page.getByLabel("How many parts").fill("2");
  await page.getByLabel("How much in each").fill("10");
  await page.getByRole("button", { name: "Split it" }).click();
  await page.getByRole("heading", { name: "2 parts were split off" }).waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Get the labels of all these parts (PDF)" }).click();
  expect((await saved).suggestedFilename()).toBe(`labels-${batchCode}-parts.pdf`);
  await page.getByLabel("How", { exact: true }).selectOption("Parts one by one");
  await page.getByLabel("How much (kg)").fill("5");
  await page.getByLabel("Code").fill("GATE");
  await page.getByRole("button", { name: "Another part" }).click();
  await page.getByLabel("How much (kg)").nth(1).fill("100");
  await look(page, "split");
  // More than there is: refused, and what was entered is still there.
  await page.getByRole("button", { name: "Split it" }).click();
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  await page.getByRole("button", { name: "Remove Part 2" }).click();
  await page.getByRole("button", { name: "Split it" }).click();
  await page.getByRole("link", { name: `${batchCode}~GATE` }).waitFor();

  await page.getByRole("button", { name: "Sold, used, lost" }).click();
  await page.getByLabel("How much (kg)").fill("3");
  await page.getByLabel("What became of it").selectOption("Lost");
  await page.getByRole("button", { name: "Record it" }).click();
  await onChain(page);
  await page.getByRole("button", { name: "Put on hold" }).click();
  await page.getByLabel("Why").fill("Residues, sample 17");
  await page.getByRole("button", { name: "Put it on hold" }).click();
  await page.getByText("On hold: Residues, sample 17").waitFor();
  const { data } = (await api.call("GET", `/v1/traces/${id}`, { token: farm.token })).body;
  expect(data.quantities).toMatchObject({ made: 40, remaining: 12, taken: 25, lost: 3 });
  await page.getByRole("button", { name: "Release" }).click();
  await page.getByTestId("form-release").getByRole("button", { name: "Release it" }).click();
  await expect.poll(() => page.getByText("On hold:").count()).toBe(0);

  // What is made of it is drawn as it is entered, and more out than in is told before and after.
  await page.getByRole("link", { name: "Make something of it" }).click();
  await page.getByLabel("How much").first().fill("12");
  await page.getByLabel("What it is").fill("Pear juice");
  await page.getByLabel("How much").nth(1).fill("15");
  await page.getByLabel("Unit").fill("kg");
  await page.getByText("More comes out than goes in: 12 kg in, 15 kg out.").waitFor();
  await look(page, "transform");
  await page.getByRole("button", { name: "Make them" }).click();
  await page.getByTestId("made").getByRole("link", { name: "Pear juice" }).click();
  await page.getByRole("heading", { name: "Pear juice" }).waitFor();
  await page.getByRole("link", { name: "Lineage" }).click();
  const graph = page.getByRole("region", { name: "Which batch went into which" });
  await graph.getByRole("link", { name: /^Pears/ }).waitFor();
  await page.getByRole("rowheader", { name: "Pears" }).first().waitFor();
  await look(page, "lineage");
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("an inspector fails a batch with its report, and its maker sees what a recall reaches before it orders one", async () => {
  const { api, signIn } = world;
  const farm = await api.account("supplier", "Riverside Farm");
  const shop = await api.account("pharmacy", "Corner Shop");
  const inspector = await api.account("inspector", "City Laboratory");
  const { id } = await make(farm.token, "Spinach");
  const parts = { parts: [{ quantity: 15, batchCode: "1" }] };
  const split = await api.call("POST", `/v1/traces/${id}/split`, { token: farm.token, body: parts });
  const offered = { token: farm.token, body: { to: shop.username } };
  const [part] = split.body.data.parts;
  expect((await api.call("POST", `/v1/traces/${part.id}/offers`, offered)).status).toBe(201);
  const accepted = await api.call("POST", `/v1/traces/${part.id}/offers/accept`, { token: shop.token, body: {} });
  expect(accepted.status).toBe(200);

  const page = await signIn(inspector.username, `/batches/${id}`);
  // Neither the holder's acts nor the maker's are offered.
  await page.getByRole("button", { name: "Record an inspection" }).click();
  expect(await page.getByRole("button", { name: "Split" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Recall" }).count()).toBe(0);
  await page.getByLabel("Verdict").selectOption("Failed");
  await page.getByLabel("Title").fill("Residues above the limit");
  await page.getByLabel("Sampled quantity (kg)").fill("0.5");
  await page.getByLabel("Laboratory").fill("City Laboratory");
  await page.setInputFiles("#files", PDF);
  await page.getByTestId("digest").waitFor();
  await look(page, "inspection");
  await page.getByRole("button", { name: "Record the inspection" }).click();
  await onChain(page);
  const events = (await api.call("GET", `/v1/traces/${id}/events?type=inspection`, { token: farm.token })).body.data;
  expect(events).toMatchObject([
    {
      status: "failed",
      quantity: 0.5,
      details: { laboratory: "City Laboratory" },
      attachments: [{ title: "report.pdf" }],
    },
  ]);
  expect(page.complaints).toEqual([]);
  await page.close();

  const desk = await signIn(farm.username, `/batches/${id}`, { viewport: { width: 1440, height: 900 } });
  await desk.getByRole("button", { name: "Recall" }).click();
  await desk.getByRole("button", { name: "See what that reaches" }).click();
  const preview = desk.getByTestId("preview");
  await preview.getByText("Corner Shop").first().waitFor();
  await preview.getByRole("link", { name: part.batchCode }).waitFor();
  await desk.getByLabel("How grave").selectOption("1: may harm gravely");
  await desk.getByLabel("Why").fill("Residues above the limit");
  await desk.getByLabel("What holders are to do").fill("Keep it apart");
  await desk.getByLabel("Whom they ask").fill("recall@example.com");
  await desk.getByLabel("Firms without an account that are told by mail").fill("Market Stall, stall@example.com");
  await look(desk, "recall");
  expect((await api.call("GET", `/v1/traces/${id}`, { token: farm.token })).body.data.status).toBe("active");
  await desk.getByRole("button", { name: "Recall it now" }).click();
  await desk.waitForURL(/\/console\/recalls\//);
  await expect
    .poll(async () => (await api.call("GET", `/v1/traces/${id}`, { token: farm.token })).body.data.status)
    .toBe("recalled");
  const { data } = (await api.call("GET", `/v1/recalls/${desk.url().split("/").at(-1)}`, { token: farm.token })).body;
  expect(data).toMatchObject({ class: "1", outsiders: [{ name: "Market Stall", email: "stall@example.com" }] });
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test("a holder admits a carrier, records readings, and gives certificates; whoever it concerns sees the figures", async () => {
  const { api, signIn } = world;
  const farm = await api.account("supplier", "Lakeside Farm");
  const carrier = await api.account("logistics", "Swift Trucks");
  const inspector = await api.account("inspector", "Harbour Laboratory");
  const { id, batchCode } = await make(farm.token, "Cherries");
  const scan = await api.call("POST", `/v1/traces/public/${batchCode}/scans`, { headers: { "user-agent": PHONE } });
  expect(scan.status).toBe(201);
  const page = await signIn(farm.username, `/batches/${id}`);

  await page.getByRole("button", { name: "Who may write" }).click();
  await page.getByLabel("Whom").fill(carrier.username);
  await page.getByRole("button", { name: "Admit", exact: true }).click();
  await page.getByRole("button", { name: "Remove: Swift Trucks" }).waitFor();
  await page.getByLabel("Who may write on it besides").selectOption("Everybody, by their roles");
  await look(page, "parties");
  await page.getByRole("button", { name: "Change that" }).click();
  await expect
    .poll(async () => (await api.call("GET", `/v1/traces/${id}`, { token: farm.token })).body.data.contributions)
    .toBe("open");
  await page.getByRole("button", { name: "Remove: Swift Trucks" }).click();
  await page.getByText("You admitted nobody yet.").waitFor();

  await page.getByRole("button", { name: "Readings of sensors" }).click();
  const rows = [4, 5, 11, 12, 6].map(
    (value, hour) => `2026-03-01T0${hour}:00:00+08:00,truck-7,temperature,${value},°C`,
  );
  const csv = ["time,sensor,type,value,unit", ...rows].join("\n");
  await page
    .getByLabel("File (CSV)")
    .setInputFiles({ name: "truck.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByLabel("At most (°C)").fill("8");
  await page.getByRole("button", { name: "Record the readings" }).click();
  await page.getByRole("img", { name: /^Temperature/ }).waitFor();
  await page.getByRole("table", { name: "Outside the limits" }).getByText("Above 8 °C").waitFor();
  await look(page, "readings");

  await page.getByRole("button", { name: "Certificates", exact: true }).click();
  await page.getByRole("button", { name: "Declare a certificate" }).click();
  await page.getByText("declared, attested by nobody").waitFor();
  await page.getByRole("button", { name: "Commitment certificate" }).click();
  await page.getByLabel("quality and safety control").check();
  await page.getByLabel("How you are reached").fill("farm@example.com");
  await page.getByLabel("Place of production").fill("Lakeside 1");
  await look(page, "commitment");
  await page.getByRole("button", { name: "Issue it" }).click();
  await page.getByTestId("form-commitment").getByText(/^CMT-/).waitFor();
  await page.locator("#main").getByRole("link", { name: "Statistics" }).click();
  await page.getByRole("img", { name: "Looks by device" }).waitFor();
  await page.getByText("As a table").first().click();
  await look(page, "statistics");
  expect(page.complaints).toEqual([]);
  await page.close();

  const other = await signIn(inspector.username, `/batches/${id}`);
  await other.getByRole("button", { name: "Certificates", exact: true }).click();
  await other.getByRole("button", { name: /^Attest CERT-/ }).click();
  await other.getByText("Attested by Harbour Laboratory").waitFor();
  await look(other, "certificates");
  await other.getByText("Revoke", { exact: true }).click();
  await other.getByLabel("Why (public)").fill("Attested by mistake");
  await other.getByRole("button", { name: /^Revoke CERT-/ }).click();
  await expect.poll(() => other.getByText("Attested by Harbour Laboratory").count()).toBe(0);
  expect(other.complaints).toEqual([]);
  await other.close();
});

/** Go on by the Tab key until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return (element?.labels?.[0] ?? element)?.textContent?.trim() ?? "";
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`Nothing called ${name} is reached`);
}

test("by the keyboard alone a holder signs in, puts its batch on hold, and follows what that is made of", async () => {
  const farm = await world.api.account("supplier", "Keyboard Farm");
  const { id } = await make(farm.token, "Plums");
  const page = await world.open(`/batches/${id}`);
  await page.locator("#username").waitFor();
  await tabTo(page, "Username");
  await page.keyboard.type(farm.username);
  await tabTo(page, "Password");
  await page.keyboard.type("Secret123");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Plums" }).waitFor();
  await tabTo(page, "Put on hold");
  await page.keyboard.press("Space");
  await tabTo(page, "Why");
  await page.keyboard.type("Sample 17");
  await tabTo(page, "Put it on hold");
  await page.keyboard.press("Enter");
  await page.getByText("On hold: Sample 17").waitFor();
  await tabTo(page, "Lineage");
  await page.keyboard.press("Enter");
  await page.getByText("It was made of no other batch").waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});
