/** Lifting a recall lifts all that it recalls, now or later, and nothing that another has recalled. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pursueRecalls } from "../../../domain/recalls/pursue-recalls.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { bind, join, newWallet, signedChallenge } from "../inspection/support.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let shop: Firm;
let authority: Firm;
let other: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  shop = await api.account("processor", "Corner Shop");
  authority = await api.account("regulator");
  other = await api.account("regulator");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async () =>
  (await call(farm, "POST", "/v1/traces", { name: "Plums", quantity: 100, unit: "kg" })).body.data;
const split = async (firm: Firm, { id }: { id: string }) =>
  (await call(firm, "POST", `/v1/traces/${id}/split`, { parts: { count: 1, size: 10 } })).body.data.parts[0];
const WORDS = { reason: "Salmonella", instruction: "Take off the shelf", contact: "+86 10 1234 5678" };
const recall = async (firm: Firm, { id }: { id: string }, more: object = {}, headers = {}) => {
  const { status, body } = await call(firm, "POST", `/v1/traces/${id}/recall`, { ...WORDS, ...more }, headers);
  expect(status).toBe(201);
  return body.data;
};
const lift = (firm: Firm, { id }: { id: string }) =>
  call(firm, "POST", `/v1/recalls/${id}/lift`, { reason: "A false alarm" });
const recallsOn = async ({ id }: { id: string }) => (await api.services.mirror.batchByTraceId(id))?.status;
async function handOver({ id }: { id: string }, from: Firm, to: Firm) {
  await call(from, "POST", `/v1/traces/${id}/offers`, { to: to.username });
  await call(to, "POST", `/v1/traces/${id}/offers/accept`);
}
/** The status of a batch when nothing of any lift is left to do. */
async function whenLifted(trace: { id: string }) {
  await expect
    .poll(async () => {
      await pursueRecalls(api.services);
      return api.services.recalls.unsettledLifts();
    })
    .toEqual([]);
  return recallsOn(trace);
}

test("what two recalls of one account have is recalled until both are lifted", async () => {
  const harvest = await create();
  const part = await split(farm, harvest);
  const first = await recall(farm, part);
  await expect.poll(() => recallsOn(part)).toBe("recalled");
  const second = await recall(farm, harvest);
  await lift(farm, first);
  expect(await whenLifted(part)).toBe("recalled");
  await lift(farm, second);
  expect(await whenLifted(part)).toBe("active");
  expect(await recallsOn(harvest)).toBe("active");
});

test("one authority's lift leaves the other's order, and no order takes the maker's recall with it", async () => {
  const harvest = await create();
  const own = await recall(farm, harvest);
  await expect.poll(() => recallsOn(harvest)).toBe("recalled");
  const [first, second] = [await recall(authority, harvest), await recall(other, harvest)];
  await lift(authority, first);
  await whenLifted(harvest);
  await lift(farm, own);
  expect(await whenLifted(harvest)).toBe("recalled");
  await lift(other, second);
  expect(await whenLifted(harvest)).toBe("active");
  // Lifted already: there is no order that it could lift.
  await recall(farm, harvest);
  await expect.poll(() => recallsOn(harvest)).toBe("recalled");
  await lift(other, second);
  expect(await whenLifted(harvest)).toBe("recalled");
});

test("what is marked after a recall was lifted is lifted as well", async () => {
  const harvest = await create();
  const part = await split(farm, harvest);
  const begun = await recall(farm, harvest, {}, { prefer: "respond-async" });
  expect((await lift(farm, begun)).status).toBe(200);
  expect(await whenLifted(harvest)).toBe("active");
  expect(await recallsOn(part)).toBe("active");
});

test("who holds what is left of a lot reaches what was taken since, and nothing that left it before", async () => {
  const lot = await create();
  const sold = await split(farm, lot);
  await handOver(lot, farm, shop);
  const taken = await split(shop, lot);
  const { body } = await call(shop, "POST", `/v1/traces/${lot.id}/recall`, { dryRun: true });
  const codes = body.data.items.map((item: { batchCode: string }) => item.batchCode);
  expect(codes.toSorted()).toEqual([lot.batchCode, taken.batchCode].toSorted());
  expect(codes).not.toContain(sold.batchCode);
  const whole = await call(farm, "POST", `/v1/traces/${lot.id}/recall`, { dryRun: true });
  expect(whole.body.data.summary.batches).toBe(3);
});

test("holders of what is taken in are told, also where its lines are final when it is first looked at", async () => {
  const lot = await create();
  await handOver(lot, farm, shop);
  const inputs = [{ traceId: lot.id, quantity: 10 }];
  const outputs = [{ name: "Jam", quantity: 80, unit: "kg" }];
  const [jam] = (await call(shop, "POST", "/v1/transformations", { inputs, outputs })).body.data.outputs;
  const begun = await recall(farm, lot);
  await expect.poll(() => recallsOn(lot)).toBe("recalled");
  await pursueRecalls(api.services);
  await split(shop, jam);
  const { recalls } = api.services;
  const finalLine = async () => 1_000_000;
  await pursueRecalls({ ...api.services, recalls: { ...recalls, finalLine } });
  await expect
    .poll(async () => (await api.database.read.selectFrom("outgoing_messages").select("id").execute()).length)
    .toBe(0);
  const mails = (await mailboxRepository(api.database).list()).map(({ message }) => message);
  expect(mails.filter(({ text }) => text.includes(begun.id)).map(({ to }) => to)).toEqual([
    `${shop.username}@example.com`,
    `${shop.username}@example.com`,
  ]);
});

test("of what was withdrawn since nothing is brought to be lifted but an order, and the recall ends all the same", async () => {
  const harvest = await create();
  const part = await split(farm, harvest);
  const begun = await recall(farm, harvest);
  await expect.poll(() => recallsOn(part)).toBe("recalled");
  expect((await call(farm, "DELETE", `/v1/traces/${harvest.id}`)).status).toBe(204);
  const lifted = await lift(farm, begun);
  expect([lifted.status, lifted.body.data.operations.length]).toEqual([200, 1]);
  expect(await whenLifted(part)).toBe("active");
  const { items } = (await call(farm, "GET", `/v1/recalls/${begun.id}`)).body.data;
  const marked = Object.fromEntries(items.map((item: Record<string, unknown>) => [item.batchCode, item.marked]));
  expect(marked).toEqual({ [harvest.batchCode]: true, [part.batchCode]: false });
  const acts = `/v1/recalls/${begun.id}/operations`;
  const states = (await call(farm, "GET", acts)).body.data.map(({ state }: { state: string }) => state);
  expect(states).not.toContain("failed");
  const order = await recall(authority, harvest);
  await expect.poll(() => recallsOn(harvest)).toBe("recalled");
  await lift(authority, order);
  expect(await whenLifted(harvest)).toBe("withdrawn");
});

test("the acts of a recall come in pages, to who began it and to nobody else", async () => {
  const harvest = await create();
  const part = await split(farm, harvest);
  await handOver(part, farm, shop);
  const begun = await recall(farm, harvest);
  await expect.poll(() => recallsOn(part)).toBe("recalled");
  await lift(farm, begun);
  expect(await whenLifted(part)).toBe("active");
  const acts = `/v1/recalls/${begun.id}/operations`;
  const all = (await call(farm, "GET", acts)).body;
  const verbs = all.data.map(({ verb }: { verb: string }) => verb);
  expect(verbs.toSorted()).toEqual(["lift", "lift", "recall", "recall"]);
  const first = (await call(farm, "GET", `${acts}?limit=3`)).body;
  expect(first.meta).toMatchObject({ totalItems: 4, totalPages: 2 });
  const next = (await call(farm, "GET", `${acts}?limit=3&cursor=${first.meta.nextCursor}`)).body;
  expect([...first.data, ...next.data]).toEqual(all.data);
  expect((await call(shop, "GET", acts)).status).toBe(403);
  expect((await call(await api.account("supplier"), "GET", acts)).status).toBe(404);
});

test("a lift of more than a request brings goes on by itself, and each batch is lifted once", async () => {
  const harvest = await create();
  const { parts } = (await call(farm, "POST", `/v1/traces/${harvest.id}/split`, { parts: { count: 24, size: 1 } })).body
    .data;
  const begun = await recall(farm, harvest);
  await expect.poll(() => recallsOn(parts.at(-1))).toBe("recalled");
  expect((await lift(farm, begun)).body.data.operations).toHaveLength(20);
  expect(await whenLifted(parts.at(-1))).toBe("active");
  const statuses = await Promise.all([harvest, ...parts].map((trace) => recallsOn(trace)));
  expect(new Set(statuses)).toEqual(new Set(["active"]));
  const lifts = await api.database.read
    .selectFrom("facts")
    .innerJoin("batches", "batches.id", "facts.batch_id")
    .select("batches.code")
    .where("facts.event", "=", "Lifted")
    .where(
      "batches.trace_id",
      "in",
      [harvest, ...parts].map(({ id }) => id),
    )
    .execute();
  expect([lifts.length, new Set(lifts.map(({ code }) => code)).size]).toEqual([25, 25]);
});

test("the words of who only holds what is left stand on its own goods alone", async () => {
  const lot = await create();
  await handOver(lot, farm, shop);
  const taken = await split(shop, lot);
  await handOver(taken, shop, farm);
  await recall(shop, lot);
  await expect.poll(() => recallsOn(lot)).toBe("recalled");
  const wordsOn = async ({ batchCode }: { batchCode: string }) =>
    (await api.call("GET", `/v1/traces/public/${batchCode}/recalls`)).body.data.recalls.length;
  expect([await wordsOn(lot), await wordsOn(taken)]).toEqual([1, 0]);
});

test("a wallet finds what it has to sign among the acts of a recall, and signs nothing that was lifted meanwhile", async () => {
  const owner = (await join(api, "Producer")) as unknown as Firm;
  const wallet = newWallet();
  expect((await bind(api, owner.token, await signedChallenge(api, owner.token, wallet))).status).toBe(200);
  const acts = async (id: string) => (await call(owner, "GET", `/v1/recalls/${id}/operations`)).body.data;
  const sign = async ({ id, typedData }: { id: string; typedData: Record<string, unknown> }) => {
    const { domain, types, message } = typedData;
    const { EIP712Domain: _, ...structs } = types as Record<string, unknown>;
    const signature = await wallet.signTypedData(domain as never, structs as never, message as never);
    return (await call(owner, "POST", `/v1/operations/${id}/signature`, { signature })).status;
  };
  const asked = { name: "Plums", quantity: 100, unit: "kg" };
  const headers = { "idempotency-key": "wallet-batch" };
  await expect.poll(async () => (await call(owner, "POST", "/v1/traces", asked, headers)).status).toBe(202);
  expect(await sign((await call(owner, "POST", "/v1/traces", asked, headers)).body.data)).toBe(200);
  const trace = (await call(owner, "POST", "/v1/traces", asked, headers)).body.data;

  const first = await recall(owner, trace);
  const [marking] = await acts(first.id);
  expect(marking).toMatchObject({ verb: "recall", state: "unsigned" });
  await lift(owner, first);
  expect((await acts(first.id))[0]).toMatchObject({ state: "failed" });
  expect(await sign(marking)).toBe(409);
  expect(await whenLifted(trace)).toBe("active");

  const second = await recall(owner, trace);
  expect(await sign((await acts(second.id))[0])).toBe(200);
  await expect.poll(() => recallsOn(trace)).toBe("recalled");
  await lift(owner, second);
  const [, lifting] = await acts(second.id);
  expect(lifting).toMatchObject({ verb: "lift", state: "unsigned" });
  expect(await sign(lifting)).toBe(200);
  expect(await whenLifted(trace)).toBe("active");
});

test("a page that there is none of is refused before anything is done", async () => {
  const trace = await create();
  expect((await call(farm, "POST", `/v1/traces/${trace.id}/recall?limit=0`, WORDS)).status).toBe(422);
  expect(await recallsOn(trace)).toBe("active");
});
