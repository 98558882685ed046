/** What becomes of uploads that nobody completes, and of files that no record names. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { collectFiles } from "../../../domain/uploads/collect-files.ts";
import { diskStorage } from "../../integrations/objects/support/storages.ts";
import { type Api, sha256, startApi } from "../support/api.ts";
import { PNG } from "../support/examples.ts";

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
const later = (hours: number) => new Date(Date.now() + hours * HOUR);
const collectAfter = (hours: number, mirrorIsCurrent = true) =>
  collectFiles({ ...api.services, now: () => later(hours) }, async () => mirrorIsCurrent);
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

async function newBatch({ token }: { readonly token: string }): Promise<string> {
  const created = await api.call("POST", "/v1/traces", { token, body: { name: "B", quantity: 1, unit: "kg" } });
  return created.body.data.id;
}

/** Records a step that names a file; gives the digest of its document. */
async function recordNaming(account: { readonly token: string }, url: string): Promise<string> {
  const event = { type: "processing", attachments: [{ type: "document", url, title: "Named" }] };
  const path = `/v1/traces/${await newBatch(account)}/events`;
  const answer = await api.call("POST", path, { token: account.token, body: event });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data.chain.digest;
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

test("what was sent directly and named by nothing is taken away too, and no sooner than a day after it came last", async () => {
  const headers = { "content-type": "text/plain" };
  const send = (token: string) => api.call("POST", "/v1/attachments", { token, body: "sent directly", headers });
  await send(owner.token);
  expect(await collectAfter(23)).toBe(0);
  expect(await statusOf("sent directly")).toBe(200);
  expect(await collectAfter(25)).toBeGreaterThan(0);
  expect(await statusOf("sent directly")).toBe(404);

  // As good as new: and whoever brings it again begins its time anew.
  await send(owner.token);
  await api.database.write
    .updateTable("files")
    .set({ touched_at: later(-23).getTime() })
    .where("sha256", "=", `0x${sha256("sent directly")}`)
    .execute();
  await send(other.token);
  expect(await collectAfter(2)).toBe(0);
  expect(await statusOf("sent directly")).toBe(200);
});

test("what a record names stays, whoever brought it; and so does what a product names", async () => {
  const { url } = await upload("named by a record");
  await recordNaming(other, url);
  const picture = await api.call("POST", "/v1/attachments", {
    token: other.token,
    body: PNG,
    headers: { "content-type": "image/png" },
  });
  const product = { name: "P", image: picture.body.data.url };
  expect((await api.call("POST", "/v1/products", { token: owner.token, body: product })).status).toBe(201);

  await collectAfter(26);
  await collectAfter(60);
  expect(await statusOf("named by a record")).toBe(200);
  expect((await api.call("GET", `/v1/attachments/${sha256(PNG)}`)).status).toBe(200);
});

test("what was stored before anybody counted is nobody's orphan", async () => {
  await api.services.objects.put(new TextEncoder().encode("there before"), { restricted: false });
  await upload("there before");
  await collectAfter(26);
  expect(await statusOf("there before")).toBe(200);
});

test("a record keeps its files while it is on its way, unsigned or taken back by a reorganisation", async () => {
  for (const state of ["unsigned", "waiting", "sent", "mined"]) {
    const content = `named by an operation that is ${state}`;
    const digest = await recordNaming(owner, (await upload(content)).url);
    const { write } = api.database;
    // As if the line were not on the mirror, and never had been.
    await write.updateTable("operations").set({ state }).where("digest", "=", digest).execute();
    await write.deleteFrom("record_files").where("digest", "=", digest).execute();
    await write
      .updateTable("files")
      .set({ named: 0 })
      .where("sha256", "=", `0x${sha256(content)}`)
      .execute();
    await collectAfter(26);
    await collectAfter(60);
    expect([state, await statusOf(content)]).toEqual([state, 200]);

    // Also where it was never written down what it names: then its document is read.
    await write.deleteFrom("document_files").where("digest", "=", digest).execute();
    await write.deleteFrom("documents").where("digest", "=", digest).execute();
    await collectAfter(100);
    expect([state, await statusOf(content)]).toEqual([state, 200]);
    await write.updateTable("operations").set({ state: "final" }).where("digest", "=", digest).execute();
  }
});

test("a name in a record is never forgotten, also while the mirror is derived anew", async () => {
  const digest = await recordNaming(owner, (await upload("named once")).url);
  const { write } = api.database;
  await write.deleteFrom("record_files").where("digest", "=", digest).execute();
  await write.deleteFrom("document_files").where("digest", "=", digest).execute();
  await collectAfter(26);
  expect(await statusOf("named once")).toBe(200);
});

test("nothing is taken away while the mirror lacks what is on chain", async () => {
  await upload("perhaps named");
  expect(await collectAfter(26, false)).toBe(0);
  expect(await statusOf("perhaps named")).toBe(200);
});

test("the files of what the contract refused are taken away in the end, and its document is kept", async () => {
  const content = "named by what was refused";
  const digest = await recordNaming(owner, (await upload(content)).url);
  const { write } = api.database;
  const refused = { state: "failed", updated_at: Date.now() };
  await write.updateTable("operations").set(refused).where("digest", "=", digest).execute();
  // Nothing that could still land holds it: else it would count as done by its line.
  await write.updateTable("transactions").set({ state: "closed", closed_block: 0 }).execute();
  await write.deleteFrom("record_files").where("digest", "=", digest).execute();
  await write
    .updateTable("files")
    .set({ named: 0 })
    .where("sha256", "=", `0x${sha256(content)}`)
    .execute();
  await collectAfter(23);
  expect(await statusOf(content)).toBe(200);
  await collectAfter(30);
  expect(await statusOf(content)).toBe(404);
  expect(await api.services.objects.visibility(digest as `0x${string}`)).toBe("public");
});

test("a document of which no operation came is taken away, and the file that it named with it", async () => {
  const { sha256: named } = await upload("named by what was never accepted");
  const bytes = new TextEncoder().encode(`{"attachment":"${named}"}`);
  const digest = `0x${sha256(bytes)}` as const;
  const document = { digest, size: bytes.length, digests: [`0x${named}` as const] };
  expect(await api.services.files.writing(document, later(20))).toBe(true);
  await api.services.objects.put(bytes, { restricted: false });
  await collectAfter(40);
  expect(await statusOf("named by what was never accepted")).toBe(200);
  await collectAfter(50);
  expect(await statusOf("named by what was never accepted")).toBe(404);
  expect(await api.services.objects.visibility(digest)).toBe("missing");
});

test("of a collection and a record that names the file, one goes first and the other one sees it", async () => {
  const first = await upload("named before it is claimed");
  const second = await upload("claimed before it is named");
  const before = later(25);
  const sha = (content: string) => `0x${sha256(content)}` as const;
  await recordNaming(owner, first.url);
  expect(await api.services.files.claim(sha("named before it is claimed"), before, later(49))).toBe(false);

  expect(await api.services.files.claim(sha("claimed before it is named"), before, later(49))).toBe(true);
  const event = { type: "processing", attachments: [{ type: "document", url: second.url, title: "Named" }] };
  const answer = await api.call("POST", `/v1/traces/${await newBatch(owner)}/events`, {
    token: owner.token,
    body: event,
  });
  expect([answer.status, answer.body.details[0].field]).toEqual([422, "attachments.0.url"]);
  // One that is named in words alone is found as well.
  const words = { type: "processing", description: `see ${second.url}` };
  const told = await api.call("POST", `/v1/traces/${await newBatch(owner)}/events`, {
    token: owner.token,
    body: words,
  });
  expect(told.status).toBe(503);
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
  const { url } = await upload("half collected");
  const digest = `0x${sha256("half collected")}` as const;
  expect(await api.services.files.claim(digest, later(1), later(0))).toBe(true);
  // Whoever claimed it may be at it still: nobody else is.
  expect(await api.services.files.claim(digest, later(1), later(0.5))).toBe(false);
  const product = { id: "p-1", name: "P", image: url };
  const named = await api.call("POST", "/v1/products", { token: owner.token, body: product });
  expect([named.status, named.body.details[0].field]).toEqual([422, "image"]);
  const headers = { "content-type": "text/plain" };
  const stored = await api.call("POST", "/v1/attachments", { token: other.token, body: "half collected", headers });
  expect(stored.status).toBe(503);
  expect(await collectAfter(1.1)).toBeGreaterThan(0);
  expect(await statusOf("half collected")).toBe(404);
  const again = await api.call("POST", "/v1/attachments", { token: other.token, body: "half collected", headers });
  expect(again.status).toBe(201);
});
