/** A wallet's series is one line on chain, and as many steps for readers: each by its own document. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TraceClient, traceClient } from "../../../chain/client.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { notShown } from "../../../proof/check.ts";
import { sealDocument } from "../../../proof/document.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { tellStory } from "../../../web/shopper/story/story.ts";
import { admit } from "../support/admit.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let token: string;
let batch: { id: string; batchCode: string };
let grower: TraceClient;
let growers: string;
let other: TraceClient;
beforeAll(async () => {
  api = await startApi();
  // A reader who neither holds the batch nor wrote on it.
  token = (await api.account("unauth")).token;
  const holder = (await api.account("supplier")).token;
  const body = { name: "Pears", quantity: 9, unit: "kg", harvestDate: "2026-03-01" };
  batch = (await api.call("POST", "/v1/traces", { token: holder, body })).body.data;
  const first = (await api.chain.actor(80, "producer")).wallet;
  growers = first.address;
  grower = traceClient(api.chain, first);
  const second = (await api.chain.actor(81, "producer")).wallet;
  other = traceClient(api.chain, second);
  const parties = [first, second].map(({ address }) => ({ user: { id: address } }));
  await admit(api, { token: holder }, batch.id, ...parties);
});
afterAll(() => api.close());

let count = 0;
const common = () => ({
  format: "suyuan-record/1" as const,
  salt: String(++count).padStart(32, "0"),
  code: batch.batchCode,
  eventTime: "2026-03-10T08:00:00Z",
});
const step = (title: string, type = "harvest") => ({
  type,
  title,
  description: "",
  location: "",
  operator: { id: "", name: "Ann" },
  details: {},
  attachments: [],
});
const picked = (title: string) =>
  sealDocument({ ...common(), record: "step", kind: "harvest", step: step(title) } as RecordDocument);
const revised = (amends: number, index: number | undefined, title: string) =>
  sealDocument({
    ...common(),
    record: "amendment",
    amends,
    ...(index ? { index } : {}),
    step: step(title),
  } as RecordDocument);
const put = ({ bytes }: { bytes: Uint8Array }, restricted = false) => api.services.objects.put(bytes, { restricted });

interface Event {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly withheld?: boolean;
  readonly chain: { readonly seq: number; readonly digest: Hex; readonly actor: string };
}
/** In the order of the chain: a list is in that of the times that are told, and withheld ones are not. */
const events = async (): Promise<Event[]> => {
  const { body } = await api.call("GET", `/v1/traces/${batch.id}/events?type=harvest`, { token });
  return body.data.toSorted((a: Event, b: Event) => a.id.localeCompare(b.id));
};
const titles = async () => (await events()).map(({ title, withheld }) => (withheld ? "withheld" : title));
const proof = async () => (await api.call("GET", `/v1/traces/public/${batch.batchCode}/proof`)).body.data;
const settled = (...expected: string[]) => expect.poll(titles, { timeout: 120_000 }).toEqual(expected);

test("each digest is a step: shown, withheld or missing by itself, and late where its document is", async () => {
  const [shown, restricted, late] = [picked("Row 1"), picked("Row 2"), picked("Row 3")];
  await put(shown);
  await put(restricted, true);
  const digests = [shown.digest, restricted.digest, late.digest];
  await grower.recordSeries({ code: batch.batchCode, kind: "harvest", digests });
  await settled("Row 1", "withheld", "withheld");
  const found = await events();
  expect(found.map(({ id, chain }) => [id.replace(/^event-\w+-/, ""), chain.seq, chain.digest, chain.actor])).toEqual(
    digests.map((digest, index) => [`2.${index}`, 2, digest, growers]),
  );
  const listed = await api.call("GET", `/v1/traces/public/${batch.batchCode}`);
  expect(listed.body.data.journey.map(({ withheld }: Event) => withheld === true)).toEqual([false, true, true]);

  // The proof has each document, and the verifier counts each: one withheld, and one that nobody can read.
  const given = await proof();
  expect(Object.keys(given.documents)).toEqual(expect.arrayContaining(digests));
  const verify = (input: unknown) =>
    verifyProof(input, {
      code: batch.batchCode,
      rpc: (method, parameters) => api.chain.rpc.call(method, parameters),
      fetchBytes: async () => new Uint8Array(),
    });
  const before = await verify(given);
  expect(before.verdict).toBe("incomplete");
  expect(notShown(before.checks).map(({ seq, index, reason }) => [seq, index, reason])).toEqual([
    [2, 1, "restricted"],
    [2, 2, "missing-document"],
  ]);
  // Another text in one step's place is found out, and told with its step.
  const changed = { ...given.documents[shown.digest], text: given.documents[shown.digest].text.replace("Row", "Tow") };
  const lied = await verify({ ...given, documents: { ...given.documents, [shown.digest]: changed } });
  expect([lied.verdict, lied.checks.find(({ outcome }) => outcome === "failed")]).toMatchObject([
    "failed",
    { name: "document", seq: 2, index: 0, reason: "changed-document" },
  ]);

  await put(late);
  await settled("Row 1", "withheld", "Row 3");
  const story = tellStory(await proof());
  expect(story.steps.filter(({ seq }) => seq === 2).map(({ part, versions: [{ status }] }) => [part, status])).toEqual([
    [{ index: 0, count: 3 }, "public"],
    [{ index: 1, count: 3 }, "restricted"],
    [{ index: 2, count: 3 }, "public"],
  ]);
});

test("an amendment changes the step that it names and no other, and only by who wrote the series", async () => {
  const code = batch.batchCode;
  const amendments = [
    { by: grower, index: 2, document: revised(2, 2, "Row 3, weighed") },
    // Another's; of a step that there is not; and one whose document names another step than the chain.
    { by: other, index: 0, document: revised(2, 0, "Not theirs") },
    { by: grower, index: 9, document: revised(2, 9, "No such step") },
  ];
  for (const { by, index, document } of amendments) {
    await put(document);
    await by.amend({ code, amended: 2, index, digest: document.digest });
  }
  await settled("Row 1", "withheld", "Row 3, weighed");
  const story = tellStory(await proof());
  const versions = story.steps.filter(({ seq }) => seq === 2).map((one) => one.versions.map(({ seq }) => seq));
  expect(versions).toEqual([[2], [2], [2, 3]]);
  const wrong = revised(2, 1, "Of the second");
  await put(wrong);
  await grower.amend({ code, amended: 2, index: 0, digest: wrong.digest });
  await settled("withheld", "withheld", "Row 3, weighed");
  // By the first document, which is still there to be read.
  const right = revised(2, 0, "Row 1, weighed");
  await put(right);
  await grower.amend({ code, amended: 2, digest: right.digest });
  await settled("Row 1, weighed", "withheld", "Row 3, weighed");
});
