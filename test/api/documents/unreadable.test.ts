/** What a stranger's line on somebody's batch names as its document: whatever it is, the batch is shown. */
import { encodeBytes32String, id } from "ethers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { TEST_DEPTH, TEST_SEED } from "../../../config/test-depth.ts";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { verifyProof } from "../../../proof/verify.ts";
import {
  creationDocument,
  hostileDocuments,
  pathsOf,
  stepDocument,
  WRONG_VALUES,
  withValue,
} from "../../support/hostile-documents.ts";
import { type Api, startApi } from "../support/api.ts";

const KINDS = ["processing", "transport", "certificate", "evaluation", "storage"] as const;
const SEED = Number(TEST_SEED?.slice(0, 10) ?? 1);
const KILOGRAMS = "0x4b474d";

let api: Api;
let owner: Awaited<ReturnType<Api["account"]>>;
let reader: typeof owner;
let stranger: Awaited<ReturnType<Api["chain"]["actor"]>>;
let batches = 0;

beforeAll(async () => {
  api = await startApi();
  owner = await api.account("supplier");
  reader = await api.account("regulator");
  stranger = await api.chain.actor(90, "producer", "processor", "carrier", "inspector");
});
afterAll(() => api.close());

/** A batch of the owner's, in each way that the API names it. */
async function newBatch() {
  const code = `SHOWN-${++batches}`;
  const body = { name: `Apples ${batches}`, quantity: 1, unit: "kg", batchCode: code, contributions: "open" };
  const created = await api.call("POST", "/v1/traces", { token: owner.token, body });
  expect(created.status).toBe(201);
  const { id: traceId, chain } = created.body.data;
  return { code, traceId, tomatoId: `TOMATO_${chain.batchId.slice(2)}` };
}

interface Event {
  readonly chain: { readonly seq: number };
}
type Names = Awaited<ReturnType<typeof newBatch>>;

/** Lay documents down and name each in a line of the stranger's, many lines a transaction; waits for the mirror. */
async function write(code: string, documents: readonly { bytes: Uint8Array; kind: string }[]) {
  const { interface: abi } = stranger.trace;
  const calls = [];
  for (const { bytes, kind } of documents) {
    const { sha256 } = await api.services.objects.put(bytes, { restricted: false });
    const parameters = kind === "inspection" ? [id(code), 1, sha256] : [id(code), encodeBytes32String(kind), sha256];
    calls.push(abi.encodeFunctionData(kind === "inspection" ? "inspect" : "record", parameters));
  }
  const count = () => api.database.raw.prepare("select count(*) from facts where batch_id = ?").pluck().get(id(code));
  const before = count() as number;
  for (let start = 0; start < calls.length; start += 100) {
    await (await stranger.trace.getFunction("multicall")(calls.slice(start, start + 100))).wait();
  }
  await vi.waitFor(() => expect(count()).toBe(before + calls.length), { timeout: 120_000, interval: 50 });
}

/** Create a batch of the stranger's own, with a document of its choice. */
async function createWith(code: string, bytes: Uint8Array): Promise<void> {
  const { sha256 } = await api.services.objects.put(bytes, { restricted: false });
  await (
    await stranger.trace.getFunction("create")(code, KILOGRAMS, 5_000n, true, stranger.trace.runner, sha256)
  ).wait();
  const row = () => api.database.raw.prepare("select 1 from batches where code = ?").get(code);
  await vi.waitFor(() => expect(row()).toBeDefined(), { timeout: 120_000, interval: 50 });
}

/** Every read that shows a batch, in all dialects. */
const readsOf = ({ code, traceId, tomatoId }: Names) => [
  "/v1/traces?limit=100",
  `/v1/traces?limit=100&sortBy=harvestDate&search=${code}`,
  `/v1/traces/${traceId}`,
  `/v1/traces/${traceId}/events`,
  `/v1/traces/${traceId}/events?type=transport`,
  `/v1/traces/${traceId}/revisions`,
  `/v1/traces/${traceId}/statistics`,
  `/v1/traces/${traceId}/anomalies`,
  `/v1/traces/${traceId}/feedback`,
  `/v1/traces/${traceId}/certificates`,
  `/v1/traces/${traceId}/labels.pdf`,
  `/v1/traces/public/${code}`,
  `/v1/traces/public/${code}/proof`,
  `/batches/${traceId}`,
  `/tomato/${tomatoId}`,
  `/query-tomato?tomato_id=${tomatoId}`,
  `/qr/${code}`,
];

async function expectShown(names: Names, paths = readsOf(names)): Promise<void> {
  for (const path of paths) {
    const { status, text } = await api.call("GET", path, { token: reader.token });
    expect.soft([path, status, status === 200 ? "" : text]).toEqual([path, 200, ""]);
  }
}

async function namesOf(code: string): Promise<Names> {
  const { trace_id, batch } = api.database.raw
    .prepare("select trace_id, id as batch from batches where code = ?")
    .get(code) as { trace_id: string; batch: string };
  return { code, traceId: trace_id, tomatoId: `TOMATO_${batch.slice(2)}` };
}

test("a batch is shown whatever a stranger's line names as its document, and says of it that nobody can read it", async () => {
  const batch = await newBatch();
  const documents = hostileDocuments(stepDocument(batch.code, "transport"), ["step", "details"]);
  const lines = Object.values(documents).map((bytes) => ({ bytes, kind: "transport" }));
  await write(batch.code, [
    ...lines,
    { bytes: new TextEncoder().encode(JSON.stringify(stepDocument(batch.code, "transport"))), kind: "transport" },
  ]);
  await expectShown(batch);

  const { body } = await api.call("GET", `/v1/traces/${batch.traceId}/events?limit=100`, { token: owner.token });
  const events = body.data
    .filter(({ type }: { type: string }) => type === "transport")
    .toSorted((a: Event, b: Event) => a.chain.seq - b.chain.seq);
  expect(events).toHaveLength(lines.length + 1);
  for (const [index, event] of events.entries()) {
    const last = index === lines.length;
    expect([event.chain.seq, event.title, event.unreadable, event.details]).toEqual(
      last ? [index + 2, "A step", undefined, {}] : [index + 2, "", true, {}],
    );
  }
});

test("a batch whose own document nobody can read is shown, on every page of the list that holds it", async () => {
  const documents = Object.values(hostileDocuments(creationDocument("OWN", "5000", "KGM"), ["batch", "attributes"]));
  for (const [index, bytes] of documents.entries()) await createWith(`OWN-${index}`, bytes);
  for (const index of documents.keys()) await expectShown(await namesOf(`OWN-${index}`));
});

test("a value of the wrong type, size or form in any field of a document spoils no read", async () => {
  const batch = await newBatch();
  const lines = KINDS.flatMap((kind) => {
    const document = stepDocument(batch.code, kind);
    document.step.attachments.push(
      { type: "image", title: "", sha256: `0x${"1".repeat(64)}`, size: 1, mediaType: "image/png", cid: "x" },
      { type: "document", title: "", url: "https://example.com/" },
    );
    document.step.details = { role: "sampling", result: {}, certificateNumber: "CERT-20240101-1", validUntil: "x" };
    return pathsOf(document).flatMap((path) =>
      WRONG_VALUES.map((value) => ({ bytes: JSON.stringify(withValue(document, path, value)), kind })),
    );
  });
  // Each kind has the same fields: a share of the cases in each run, others with another seed.
  const chosen = fc.sample(fc.constantFrom(...lines), { numRuns: 150 * TEST_DEPTH, seed: SEED });
  await write(
    batch.code,
    chosen.map(({ bytes, kind }) => ({ bytes: new TextEncoder().encode(bytes), kind })),
  );
  await expectShown(batch);
});

test("no value in a batch's description spoils a page of the list", async () => {
  const document = creationDocument("FIELDS", "5000", "KGM");
  const cases = pathsOf(document).flatMap((path) => WRONG_VALUES.map((value) => ({ path, value })));
  const chosen = fc.sample(fc.constantFrom(...cases), { numRuns: 60 * TEST_DEPTH, seed: SEED });
  for (const [index, { path, value }] of chosen.entries()) {
    const own = { ...document, code: `FIELDS-${index}` };
    await createWith(own.code, new TextEncoder().encode(JSON.stringify(withValue(own, path, value))));
  }
  await expectShown(await namesOf("FIELDS-0"));
  for (const index of chosen.keys()) {
    const { code, traceId, tomatoId } = await namesOf(`FIELDS-${index}`);
    const paths = [`/v1/traces/${traceId}`, `/v1/traces/public/${code}`, `/batches/${traceId}`, `/tomato/${tomatoId}`];
    await expectShown({ code, traceId, tomatoId }, paths);
  }
});

test("JSON of any shape in place of a document, or of a part of one, spoils no read", async () => {
  const batch = await newBatch();
  const document = stepDocument(batch.code, "storage");
  const paths = pathsOf(document);
  const anything = fc.oneof(
    fc.json({ maxDepth: 40 }),
    fc.string({ unit: "binary" }),
    fc
      .tuple(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }))
      .map(([path, value]) => JSON.stringify(withValue(document, path, value))),
  );
  const texts = fc.sample(anything, { numRuns: 150 * TEST_DEPTH, seed: SEED });
  await write(
    batch.code,
    texts.map((text) => ({ bytes: new TextEncoder().encode(text), kind: "storage" })),
  );
  await expectShown(batch);
});

test("a line whose document nobody can read is no forgery: it does not turn the verdict", async () => {
  const batch = await newBatch();
  const documents = hostileDocuments(stepDocument(batch.code, "transport"), ["step", "details"]);
  await write(
    batch.code,
    Object.values(documents).map((bytes) => ({ bytes, kind: "transport" })),
  );
  const { body } = await api.call("GET", `/v1/traces/public/${batch.code}/proof`);
  const verification = await verifyProof(JSON.parse(JSON.stringify(body.data)), {
    code: batch.code,
    rpc: httpRpc(api.chain.url),
    fetchBytes: async () => new Uint8Array(),
  });
  expect(verification.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  const unreadable = verification.checks.filter(({ reason }) => reason === "unreadable");
  expect(unreadable.map(({ seq }) => seq).sort((a = 0, b = 0) => a - b)).toEqual(
    Object.keys(documents).map((_, index) => index + 2),
  );
});
