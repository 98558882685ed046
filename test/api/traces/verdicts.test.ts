/** What whoever has a batch in hand must know stands before everything else, in every answer about it. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTICES } from "../../../domain/names/notices.ts";
import { submitAct } from "../../../domain/operations/submit-act.ts";
import { amendmentOf, contextOf, stepOf } from "../../support/made.ts";
import { type Api, startApi } from "../support/api.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let inspector: Account;
let other: Account;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  inspector = await api.account("inspector", "National Food Laboratory");
  other = await api.account("inspector", "Another Laboratory");
});
afterAll(() => api.close());

let count = 0;
const newBatch = async (change: object = {}) => {
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode: `VERDICT-${++count}-BOX`, ...change };
  return (await api.call("POST", "/v1/traces", { token: producer.token, body })).body.data;
};
const inspect = (traceId: string, { token }: Account, status: "passed" | "failed", more: object = {}) =>
  api.call("POST", `/v1/traces/${traceId}/events`, {
    token,
    body: { type: "quality-test", title: "Residues", description: "412 substances", status, ...more },
  });
const shown = async (code: string) => (await api.call("GET", `/v1/traces/public/${code}`)).body.data;

test("a fail is told in its step and before everything, until its own author passes", async () => {
  const { id: traceId, batchCode } = await newBatch();
  expect(await shown(batchCode)).toMatchObject({ notice: null, result: null });
  expect((await inspect(traceId, inspector, "failed")).status).toBe(201);

  const failed = await shown(batchCode);
  expect(failed).toMatchObject({ notice: NOTICES.failed, result: "fail" });
  expect(failed.journey.at(-1)).toMatchObject({ stage: "Quality", result: "fail" });
  const detail = await api.call("GET", `/v1/traces/${traceId}`, { token: producer.token });
  expect(detail.body.data.notice).toEqual(NOTICES.failed);

  // Another inspector's pass is shown beside it, and takes nothing away.
  await inspect(traceId, other, "passed");
  const both = await shown(batchCode);
  expect(both).toMatchObject({ notice: NOTICES.failed, result: "fail" });
  expect(both.journey.slice(-2).map(({ result }: { result: string }) => result)).toEqual(["fail", "pass"]);

  await inspect(traceId, inspector, "passed");
  expect(await shown(batchCode)).toMatchObject({ notice: null, result: "pass" });
});

test("a withheld report tells its result all the same, and that not all is shown", async () => {
  const { id: traceId, batchCode } = await newBatch();
  expect((await shown(batchCode)).verification).toEqual({ verdict: "verified", notShown: 0 });
  await inspect(traceId, inspector, "failed", { restricted: true });
  const { notice, journey, verification } = await shown(batchCode);
  expect(notice).toEqual(NOTICES.failed);
  expect(journey.at(-1)).toMatchObject({ result: "fail", withheld: true });
  expect(verification).toEqual({ verdict: "incomplete", notShown: 1 });
});

test("a recall comes before the fail that it may be for", async () => {
  const { id: traceId, batchCode } = await newBatch();
  await inspect(traceId, inspector, "failed");
  const { trace } = await api.chain.actor(61, "regulator");
  await (await trace.getFunction("orderRecall")(id(batchCode), id("a notice"))).wait();
  await expect.poll(async () => (await shown(batchCode)).status).toBe("recalled");
  expect((await shown(batchCode)).notice).toEqual({
    en: `${NOTICES.recalled.en} ${NOTICES.failed.en}`,
    zh: `${NOTICES.recalled.zh}${NOTICES.failed.zh}`,
  });
});

test("both texts of an amendment stay to be read, and another's words on a line stand under its own name", async () => {
  const { id: traceId, batchCode } = await newBatch({ description: "As picked" });
  const inspection = await inspect(traceId, inspector, "failed");
  const body = { description: "As packed" };
  expect((await api.call("PATCH", `/v1/traces/${traceId}`, { token: producer.token, body })).status).toBe(200);
  // The contract lets the holder write an amendment of any line: of the inspector's it is none.
  expect(await amendAsHolder(batchCode, inspection.body.data.chain.seq)).toBe(true);

  const { journey, notice } = await shown(batchCode);
  expect(notice).toEqual(NOTICES.failed);
  const told = journey.find(({ result }: { result?: string }) => result === "fail");
  expect(told).toMatchObject({ description: "412 substances" });
  expect(told.history).toBeUndefined();
  expect(journey.find(({ stage }: { stage: string }) => stage === "Amendment")).toMatchObject({
    description: "None above the limit",
    chain: { actor: producer.user.address },
  });
  const [creation] = journey;
  expect(creation.description).toBe("As packed");
  expect(creation.history).toEqual([expect.objectContaining({ description: "As picked", title: "Apples" })]);

  const events = await api.call("GET", `/v1/traces/${traceId}/events`, { token: producer.token });
  const event = events.body.data.find(({ id: event }: { id: string }) => event === inspection.body.data.id);
  expect(event).toMatchObject({ description: "412 substances", status: "failed" });
  expect(event.amendedBy).toBeUndefined();
});

/** The holder's amendment of a line that another wrote: no verb of the API does that, and the contract takes it. */
async function amendAsHolder(code: string, seq: number): Promise<boolean> {
  const { services } = api;
  const account = await services.accounts.byId(producer.user.id);
  if (!account) throw new Error("there is no such account");
  const description = "None above the limit";
  const operation = await submitAct(services, contextOf(account), account, undefined, async () => ({
    restricted: false,
    document: { ...amendmentOf(seq, { step: stepOf({ type: "quality-test", description }) }), code },
    act: (digest) => ({ verb: "amend", code, amended: seq, digest }),
  }));
  return operation.chain !== null;
}
