/** What others wrote is only text in every answer, and nobody's name but their own. */
import { encodeBytes32String, id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealDocument } from "../../../proof/document.ts";
import { stepDocument } from "../../support/made.ts";
import { type Api, startApi } from "../support/api.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let other: Account;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  other = await api.account("inspector", "Food Safety Lab");
});
afterAll(() => api.close());

const post = (path: string, body: object) => api.call("POST", path, { token: producer.token, body });
const newBatch = async (change: object = {}) => {
  const body = {
    name: "Apples",
    quantity: 1,
    unit: "kg",
    batchCode: `TEXT-${++count}-BOX`,
    contributions: "open",
    harvestDate: "2020-01-01",
    ...change,
  };
  return (await post("/v1/traces", body)).body.data;
};
const HOSTILE = /(?!\n|\t)[\p{Cc}\p{Cf}\p{Zl}]/u;

test("another account's identifier is told text, never that account's name; one's own is", async () => {
  const trace = await newBatch();
  const tell = async (operatorId: string, more: object = {}) => {
    const { body } = await post(`/v1/traces/${trace.id}/events`, { type: "processing", operatorId, ...more });
    return [body.data.operatorId, body.data.operatorName];
  };
  const theirs = `user-${other.user.id}`;
  const own = `user-${producer.user.id}`;
  expect(await tell(theirs)).toEqual([theirs, theirs]);
  expect(await tell(` ${theirs}\u200b`)).toEqual([theirs, theirs]);
  expect(await tell(theirs, { operatorName: "Jane Operator" })).toEqual([theirs, "Jane Operator"]);
  expect(await tell(own)).toEqual([own, "Green Valley Growers"]);
  expect(await tell("")).toEqual([own, "Green Valley Growers"]);
  const { text } = await api.call("GET", `/v1/traces/${trace.id}/events`, { token: producer.token });
  expect(text).not.toContain("Food Safety Lab");
});

test("names and titles are taken without what is not seen in them, and a name of nothing else is none", async () => {
  const trace = await newBatch({ name: "\u202eApples\u200b \u2066A\u0007", description: "two\nlines\u001b[2J\u202e" });
  expect([trace.name, trace.description]).toEqual(["Apples A", "two\nlines[2J"]);
  const { body } = await post(`/v1/traces/${trace.id}/events`, {
    type: "processing",
    title: "Wa\u200bshed\u001b",
    location: "Hall\u202e 2",
    details: { "note\u202e": "cold\u0007" },
    attachments: [{ url: "https://example.com/a", title: "Re\u2066port" }],
  });
  expect(body.data).toMatchObject({ title: "Washed", location: "Hall 2", details: { note: "cold" } });
  expect(body.data.attachments[0].title).toBe("Report");
  const farm = await post("/v1/farms", { name: "Green\u200b Valley", location: "Yan\u202etai" });
  expect(farm.body.data).toMatchObject({ name: "Green Valley", location: "Yantai" });
  expect((await post("/v1/products", { name: "\u200b\u2060" })).status).toBe(422);
});

test("what a wallet wrote past all this is shown without it, and its links lead to pages or nowhere", async () => {
  const { batchCode, id: traceId } = await newBatch();
  const attachments = ["javascript:alert(1)", "data:text/html,x", "https://example.com/a"].map((url) => ({
    type: "document" as const,
    title: "A\u202efdp",
    url,
  }));
  const hostile = stepDocument("processing", {
    title: "Wa\u202eshed",
    description: "\u001b[2Jtwo\nlines\u2028\u200b",
    details: { "k\u202ey": "v\u0007" },
    attachments,
  });
  const { text, digest } = sealDocument({ ...hostile, code: batchCode });
  const stored = await api.call("POST", "/v1/attachments", {
    token: producer.token,
    body: new TextEncoder().encode(text),
    headers: { "content-type": "application/json" },
  });
  expect(stored.status).toBe(201);
  const { trace } = await api.chain.actor(80, "processor");
  await (await trace.getFunction("record")(id(batchCode), encodeBytes32String("processing"), digest)).wait();

  const told = async () => {
    const { body } = await api.call("GET", `/v1/traces/${traceId}/events?type=processing`, { token: producer.token });
    return body.data[0];
  };
  await expect.poll(async () => (await told())?.title, { timeout: 60_000 }).toBe("Washed");
  const event = await told();
  expect(event).toMatchObject({ description: "[2Jtwo\nlines", details: { ky: "v" } });
  expect(event.attachments.map(({ url }: { url: string }) => url)).toEqual(["https://example.com/a"]);
  const shown = await api.call("GET", `/v1/traces/public/${batchCode}`);
  const descriptions = shown.body.data.journey.map(({ description }: { description: string }) => description);
  expect(descriptions).toContain("[2Jtwo\nlines");
  expect(JSON.stringify(shown.body.data.journey)).not.toMatch(HOSTILE);
  // Its proof holds the very text: a digest is of what was written.
  const proof = await api.call("GET", `/v1/traces/public/${batchCode}/proof`);
  expect(proof.body.data.documents[digest].text).toBe(text);
});

test("links of the catalogue lead to pages alone", async () => {
  for (const image of [
    "javascript:alert(1)",
    "data:image/png;base64,AA",
    "ftp://example.com/a.png",
    "//example.com/a",
  ]) {
    const { status, body } = await post("/v1/products", { name: "Apple", image });
    expect([image, status, body.details?.[0]?.message]).toEqual([image, 422, "Image must be an http or https URL"]);
  }
});
