/** A wallet user who writes the line first, and brings the document afterwards. */
import { hexlify, randomBytes } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sealDocument } from "../../../proof/document.ts";
import { recordMany } from "../../support/chain.ts";
import { stepDocument } from "../../support/hostile-documents.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test("a document that is uploaded after its line is shown soon, whatever else is waited for", async () => {
  const { token } = await api.account("supplier");
  const body = {
    name: "Apples",
    quantity: 1,
    unit: "kg",
    batchCode: "LATE",
    contributions: "open",
    harvestDate: "2024-01-01",
  };
  const { data } = (await api.call("POST", "/v1/traces", { token, body })).body;
  const { trace } = await api.chain.actor(90, "carrier");
  const write = (digests: readonly string[]) => recordMany(trace, "LATE", "transport", digests);
  for (let i = 0; i < 4; i++) await write(Array.from({ length: 200 }, () => hexlify(randomBytes(32))));
  const { digest, bytes } = sealDocument(stepDocument("LATE", "transport"));
  await write([digest]);
  const record = () => api.database.raw.prepare("select visibility from records where digest = ?").pluck().get(digest);
  await vi.waitFor(() => expect(record()).toBe("missing"), { timeout: 120_000, interval: 20 });
  // So long that it would not be asked for again by itself while the test waits.
  api.database.raw.prepare("update record_queue set not_before = not_before + ?").run(Date.now() + 3_600_000);

  const headers = { "content-type": "application/json" };
  expect((await api.call("POST", "/v1/attachments", { token, body: bytes, headers })).status).toBe(201);
  await vi.waitFor(() => expect(record()).toBe("public"), { timeout: 120_000, interval: 20 });
  const detail = await api.call("GET", `/v1/traces/${data.id}`, { token });
  const shown = detail.body.data.logistics.filter(({ withheld }: { withheld?: boolean }) => !withheld);
  expect(shown).toHaveLength(1);
});
