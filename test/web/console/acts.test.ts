/** What can be done with a batch, by the console: in a real browser, against the real API and a real chain. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, expectAccessible, startConsole } from "./support/console.ts";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await startConsole();
});
afterAll(() => world?.close());

const PDF = { name: "report.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%report\n") };
const SHOTS = process.env.SCREENSHOTS;

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
  await expectAccessible(page);
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
  await expectAccessible(page);
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByText("Recorded on chain.").waitFor();
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
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/batch-en-360.png`, fullPage: true });
  expect(page.complaints).toEqual([]);
  await page.close();
});
