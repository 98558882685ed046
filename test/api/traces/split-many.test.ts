/** Splits of more parts than one act makes, cut off or refused in the middle, and the labels of all parts in one document. */
import { keccak256, toUtf8Bytes } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openPdf } from "../../support/pdf.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let other: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  other = await api.account("supplier");
});
afterAll(() => api.close());
afterEach(() => vi.restoreAllMocks());

interface Trace {
  readonly id: string;
  readonly batchCode: string;
}
const create = async (more: object = {}): Promise<Trace> => {
  const body = { name: "Tomatoes", quantity: 100, unit: "kg", ...more };
  return (await api.call("POST", "/v1/traces", { token: farm.token, body })).body.data;
};
const split = ({ id }: Trace, parts: unknown, headers: Record<string, string> = {}) =>
  api.call("POST", `/v1/traces/${id}/split`, { token: farm.token, body: { parts }, headers });
const partsOf = async ({ id, batchCode }: Trace): Promise<string[]> => {
  const { body } = await api.call("GET", `/v1/traces/${id}/lineage?direction=down`, { token: farm.token });
  const codes = body.data.nodes.map((node: { batchCode: string }) => node.batchCode);
  return codes.filter((code: string) => code !== batchCode).sort();
};
/** Do something before the outbox accepts the second act. */
function beforeSecond(happens: (first: string) => Promise<void>): void {
  const { outbox } = api.services;
  const accept = outbox.accept.bind(outbox);
  const accepted: string[] = [];
  vi.spyOn(outbox, "accept").mockImplementation(async (...asked) => {
    if (accepted.length === 1) await happens(accepted[0] as string);
    const operation = await accept(...asked);
    accepted.push(operation.id);
    return operation;
  });
}

describe("more parts than one act makes", () => {
  test("are all there, once and under their numbers, when a request that was cut off is sent again", async () => {
    const trace = await create();
    const headers = { "idempotency-key": `cut-${trace.id}` };
    beforeSecond(async () => {
      throw new Error("cut off");
    });
    expect((await split(trace, { count: 70, size: 1 }, headers)).status).toBe(500);
    vi.restoreAllMocks();
    const again = await split(trace, { count: 70, size: 1 }, headers);
    expect([again.status, again.body.data.remaining]).toEqual([201, 30]);
    const numbers = Array.from(
      { length: 70 },
      (_, index) => `${trace.batchCode}~${String(index + 1).padStart(2, "0")}`,
    );
    expect(again.body.data.parts.map((part: Trace) => part.batchCode)).toEqual(numbers);
    expect(await partsOf(trace)).toEqual(numbers);
  });

  test("are named where the contract refuses some, and those that are there stay", async () => {
    const trace = await create();
    const regulator = await api.chain.actor(81, "regulator");
    const headers = { "idempotency-key": `refused-${trace.id}` };
    beforeSecond(async (first) => {
      await api.services.outbox.settle(first, 60_000);
      const of = keccak256(toUtf8Bytes(trace.batchCode));
      await (await regulator.trace.getFunction("orderRecall")(of, keccak256("0x01"))).wait();
    });
    const refused = await split(trace, { count: 70, size: 1 }, headers);
    expect(refused.status, refused.text).toBeGreaterThanOrEqual(400);
    const missing = { field: "parts.64", message: expect.stringMatching(/~65 to .*~70 were not made: .*recalled/) };
    expect(refused.body.details).toEqual([missing]);
    vi.restoreAllMocks();
    // Asked again, it says the same, and makes nothing twice.
    const again = await split(trace, { count: 70, size: 1 }, headers);
    expect([again.status, again.body]).toEqual([refused.status, refused.body]);
    const chinese = await split(trace, { count: 70, size: 1 }, { ...headers, "accept-language": "zh-CN" });
    expect(chinese.body.details[0].message).toMatch(/~65 至 .*~70 未拆出：.*召回/);
    expect(await partsOf(trace)).toHaveLength(64);
  });

  test("are told act by act while they are on their way", async () => {
    const trace = await create();
    const { status, body } = await split(trace, { count: 65, size: 1 }, { prefer: "respond-async" });
    expect([status, body.data.acts.length]).toEqual([202, 2]);
    expect(body.data.acts[0].makes).toHaveLength(64);
    expect(body.data.acts[1]).toMatchObject({ id: body.data.id, makes: [`${trace.batchCode}~65`] });
    for (const { id } of body.data.acts) await api.services.outbox.settle(id, 60_000);
    expect(await partsOf(trace)).toHaveLength(65);
  });
});

describe("the labels of all parts", () => {
  const labels = async (path: string, as = farm) => {
    const answer = await api.app.request(path, { headers: { authorization: `Bearer ${as.token}` } });
    if (answer.status !== 200) return { status: answer.status, text: await answer.text(), pages: 0 };
    const pages = await openPdf(new Uint8Array(await answer.arrayBuffer()), 1);
    const words = pages.flatMap(({ texts }) => texts.map(({ text }) => text.replaceAll(" ", "")));
    return { status: 200, text: words.join(" "), pages: pages.length };
  };
  const countOf = (text: string, word: string) => text.split(word).length - 1;

  test("are in one document, which the answer links to", async () => {
    const trace = await create();
    const many = await split(trace, { count: 70, size: 1 });
    const few = await split(trace, [{ quantity: 1, batchCode: "LAST", name: "The last" }]);
    const path = (address: string) => address.replace(api.services.settings.publicUrl, "");
    expect(many.body.data.labels).toMatch(/\/labels\.pdf\?parts=\d+,\d+$/);
    const ofMany = await labels(path(many.body.data.labels));
    expect([ofMany.pages, countOf(ofMany.text, "~")]).toEqual([3, 70]);
    for (const { batchCode } of many.body.data.parts) expect(ofMany.text).toContain(batchCode);
    const ofFew = await labels(path(few.body.data.labels));
    expect([ofFew.pages, countOf(ofFew.text, "~LAST")]).toEqual([1, 1]);
    const all = await labels(`/v1/traces/${trace.id}/labels.pdf?parts=all&copies=2&layout=a4-8`);
    expect([all.pages, countOf(all.text, "~")]).toEqual([Math.ceil(142 / 8), 142]);
  }, 120_000);

  test("are of no part that is withheld from who asks", async () => {
    const trace = await create({ restricted: true });
    await split(trace, { count: 2, size: 1 });
    const path = `/v1/traces/${trace.id}/labels.pdf?parts=all`;
    expect(countOf((await labels(path)).text, "~")).toBe(2);
    const theirs = await labels(path, other);
    expect([theirs.status, theirs.text.includes("There are no such parts of this batch")]).toEqual([422, true]);
  });

  test.each([
    ["parts=none", "Parts must be all"],
    ["parts=1", "There are no such parts of this batch"],
    [`parts=${"1,".repeat(64)}1`, "Parts may name 64 lines at most"],
    ["parts=all&commitment=1", "A commitment certificate is of one batch alone"],
  ])("are refused: %s", async (query, message) => {
    const { status, text } = await labels(`/v1/traces/${(await create()).id}/labels.pdf?${query}`);
    expect([status, text.includes(message)]).toEqual([422, true]);
  });

  test("are no more than one document should have", async () => {
    const trace = await create();
    await split(trace, { count: 18, size: 1 });
    const { status, text } = await labels(`/v1/traces/${trace.id}/labels.pdf?parts=all&copies=240`);
    expect([status, text.includes("There may be 4096 labels at most")]).toEqual([422, true]);
  });
});
