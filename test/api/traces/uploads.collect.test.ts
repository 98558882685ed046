/** What becomes of uploads that nobody completes, and of files that no record names. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { collectUploads } from "../../../domain/verbs/collect-uploads.ts";
import { diskStorage } from "../../integrations/objects/support/storages.ts";
import { type Api, sha256, startApi } from "../support/api.ts";

let storage: Awaited<ReturnType<typeof diskStorage>>;
let api: Api;
let owner: Awaited<ReturnType<Api["account"]>>;
let other: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  storage = await diskStorage();
  api = await startApi({ objects: storage.objects });
  owner = await api.account("supplier");
  other = await api.account("supplier");
});
afterAll(async () => {
  await api.close();
  await storage.close();
});

const HOUR = 3_600_000;
const collectAfter = (hours: number) =>
  collectUploads({ ...api.services, now: () => new Date(Date.now() + hours * HOUR) });
const statusOf = async (content: string) => (await api.call("GET", `/v1/attachments/${sha256(content)}`)).status;

async function announce(content: string, token = owner.token) {
  const body = { contentType: "text/plain", size: content.length, sha256: sha256(content) };
  return (await api.call("POST", "/v1/uploads", { token, body })).body.data;
}

async function bring(content: string, token = owner.token) {
  const { id, parts } = await announce(content, token);
  const { pathname, search } = new URL(parts[0].url);
  const put = await api.call("PUT", pathname + search, { headers: parts[0].headers, body: content });
  if (put.status !== 200) throw new Error(put.text);
  return { id, address: pathname + search };
}

async function upload(content: string, token = owner.token) {
  const brought = await bring(content, token);
  const completed = await api.call("POST", `/v1/uploads/${brought.id}/complete`, { token });
  if (completed.status !== 201) throw new Error(completed.text);
  return { ...brought, ...completed.body.data };
}

test("what was brought and never completed is taken away after a day, and no sooner", async () => {
  const { id } = await bring("never completed");
  await collectAfter(1);
  expect(storage.paths().some((path) => path.startsWith(`uploads/${id}`))).toBe(true);
  await collectAfter(26);
  expect(storage.paths().some((path) => path.startsWith("uploads/"))).toBe(false);
  expect((await api.call("GET", `/v1/uploads/${id}`, { token: owner.token })).status).toBe(404);
});

test("what was completed and named by nothing is taken away after a day; it may be brought again", async () => {
  await upload("named by nothing");
  await collectAfter(1);
  expect(await statusOf("named by nothing")).toBe(200);
  expect(await collectAfter(26)).toBe(1);
  expect(await statusOf("named by nothing")).toBe(404);
  await upload("named by nothing");
  expect(await statusOf("named by nothing")).toBe(200);
});

test("what a record names stays, and so does what anybody stored or named in between", async () => {
  const { url } = await upload("named by a record");
  const batch = { name: "B", quantity: 1, unit: "kg" };
  const { id } = (await api.call("POST", "/v1/traces", { token: owner.token, body: batch })).body.data;
  const event = { type: "processing", attachments: [{ type: "document", url, title: "Named" }] };
  expect((await api.call("POST", `/v1/traces/${id}/events`, { token: owner.token, body: event })).status).toBe(201);

  await upload("stored directly too");
  const headers = { "content-type": "text/plain" };
  await api.call("POST", "/v1/attachments", { token: owner.token, body: "stored directly too", headers });
  await api.call("POST", "/v1/attachments", { token: other.token, body: "there before", headers });
  await upload("there before");

  await collectAfter(26);
  for (const content of ["named by a record", "stored directly too", "there before"]) {
    expect([content, await statusOf(content)]).toEqual([content, 200]);
  }
});

test("an address is of no use once its upload is completed", async () => {
  const { address } = await upload("completed already");
  const again = await api.call("PUT", address, {
    headers: { "content-type": "text/plain" },
    body: "completed already",
  });
  expect([again.status, again.body.message]).toEqual([409, "This upload was completed"]);
});

test("nobody can have more than fifty uploads under way", async () => {
  const greedy = await api.account("supplier");
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => announce(`one of many ${index}`, greedy.token)),
  );
  expect(answers.every(({ state }) => state === "pending")).toBe(true);
  expect(await announce("one too many", greedy.token)).toBeUndefined();
  await collectAfter(26);
  expect((await announce("one too many", greedy.token)).state).toBe("pending");
});

test("a collection that was broken off is finished, and until then the file cannot be named", async () => {
  const { id, url } = await upload("half collected");
  expect(await api.services.pendingUploads.claim(id)).toBe(true);
  const product = { id: "p-1", name: "P", image: url };
  const named = await api.call("POST", "/v1/products", { token: owner.token, body: product });
  expect([named.status, named.body.details[0].field]).toEqual([422, "image"]);
  const headers = { "content-type": "text/plain" };
  const stored = await api.call("POST", "/v1/attachments", { token: other.token, body: "half collected", headers });
  expect(stored.status).toBe(503);
  expect(await collectAfter(0)).toBe(1);
  expect(await statusOf("half collected")).toBe(404);
  const again = await api.call("POST", "/v1/attachments", { token: other.token, body: "half collected", headers });
  expect(again.status).toBe(201);
});
