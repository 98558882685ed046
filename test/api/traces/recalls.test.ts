/** A recall reaches all that was made of a batch: marked on chain where the caller may, told to holders where not. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pursueRecalls } from "../../../domain/recalls/pursue-recalls.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let shop: Firm;
let kitchen: Firm;
let authority: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  kitchen = await api.account("processor", "Kitchen");
  shop = await api.account("pharmacy", "Corner Shop");
  authority = await api.account("regulator");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async (firm = farm) =>
  (await call(firm, "POST", "/v1/traces", { name: "Tomatoes", quantity: 100, unit: "kg" })).body.data;
const WORDS = { reason: "Salmonella", instruction: "Take off the shelf", contact: "+86 10 1234 5678" };
const recall = (firm: Firm, traceId: string, more: object = {}, headers = {}) =>
  call(firm, "POST", `/v1/traces/${traceId}/recall`, { ...WORDS, ...more }, headers);
const statusOf = async (traceId: string) => (await api.services.mirror.batchByTraceId(traceId))?.status;
async function handOver(traceId: string, from: Firm, to: Firm) {
  await call(from, "POST", `/v1/traces/${traceId}/offers`, { to: to.username });
  await call(to, "POST", `/v1/traces/${traceId}/offers/accept`);
}

const mailOf = ({ username }: Firm) => `${username}@example.com`;
const addressOf = ({ user }: Firm) => user.address.toLowerCase() as Hex;
const mailsOf = async (recallId: string) =>
  (await mailboxRepository(api.database).list())
    .map(({ message }) => message)
    .filter(({ text }) => text.includes(recallId));
/** Whom messages about a recall went to, when all were sent. */
async function told(recallId: string) {
  await expect
    .poll(async () => (await api.database.read.selectFrom("outgoing_messages").select("id").execute()).length)
    .toBe(0);
  return (await mailsOf(recallId)).map(({ to }) => to).toSorted();
}

/** A harvest → two parts; one goes to the kitchen, which makes sauce of it; the sauce's parts: one to the shop, which sold some. */
async function story() {
  const harvest = await create();
  const [part, rest] = (await call(farm, "POST", `/v1/traces/${harvest.id}/split`, { parts: { count: 2, size: 10 } }))
    .body.data.parts;
  await handOver(part.id, farm, kitchen);
  const body = { inputs: [{ traceId: part.id, quantity: 10 }], outputs: [{ name: "Sauce", quantity: 8, unit: "kg" }] };
  const [sauce] = (await call(kitchen, "POST", "/v1/transformations", body)).body.data.outputs;
  const [jar] = (await call(kitchen, "POST", `/v1/traces/${sauce.id}/split`, { parts: { count: 1, size: 3 } })).body
    .data.parts;
  await handOver(jar.id, kitchen, shop);
  await call(shop, "POST", `/v1/traces/${jar.id}/consumption`, { quantity: 2, reason: "sold" });
  return { harvest, part, rest, sauce, jar };
}

test("a preview tells batches, holders, what is there and what was sold, and does nothing", async () => {
  const { harvest, jar } = await story();
  const { status, body } = await call(farm, "POST", `/v1/traces/${harvest.id}/recall`, { dryRun: true });
  expect(status).toBe(200);
  expect(body.data).toMatchObject({ preview: true, truncated: false });
  expect(body.data.summary).toMatchObject({
    batches: 5,
    holders: 3,
    remaining: { kg: 80 + 10 + 0 + 5 + 1 },
    sold: { kg: 2 },
  });
  expect(body.data.items.find((item: { batchCode: string }) => item.batchCode === jar.batchCode)).toMatchObject({
    holder: { name: "Corner Shop" },
    remaining: 1,
    sold: 2,
    marking: "notice",
  });
  expect(await statusOf(harvest.id)).toBe("active");
  const alone = await call(farm, "POST", `/v1/traces/${harvest.id}/recall`, { dryRun: true, scope: "batch" });
  expect(alone.body.data.summary.batches).toBe(1);
  // Its siblings are no business of who holds a part.
  const lineage = { dryRun: true, scope: "lineage" };
  expect((await call(shop, "POST", `/v1/traces/${jar.id}/recall`, lineage)).status).toBe(403);
  const whole = await call(authority, "POST", `/v1/traces/${jar.id}/recall`, lineage);
  expect(whole.body.data.summary.batches).toBe(5);
});

test("who made a batch recalls it and its parts wherever they are; other holders are told once", async () => {
  const { harvest, part, rest, sauce, jar } = await story();
  const headers = { "idempotency-key": `recall-${harvest.id}` };
  const { status, body } = await recall(farm, harvest.id, { class: 1 }, headers);
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ ...WORDS, class: "1", scope: "descendants", drill: false, liftedAt: null });
  const markings = Object.fromEntries(
    body.data.items.map((item: { batchCode: string; marking: string }) => [item.batchCode, item.marking]),
  );
  expect(markings).toEqual({
    [harvest.batchCode]: "holder",
    [part.batchCode]: "maker",
    [rest.batchCode]: "holder",
    [sauce.batchCode]: "notice",
    [jar.batchCode]: "notice",
  });
  for (const { id } of [harvest, part, rest]) await expect.poll(() => statusOf(id)).toBe("recalled");
  expect(await statusOf(jar.id)).toBe("active");
  // The same request is the same recall.
  expect((await recall(farm, harvest.id, { class: 1 }, headers)).body.data.id).toBe(body.data.id);

  await pursueRecalls(api.services);
  await pursueRecalls(api.services);
  expect(await told(body.data.id)).toEqual([mailOf(kitchen), mailOf(shop)].toSorted());
  for (const { text } of await mailsOf(body.data.id)) expect(text).toContain("Take off the shelf");

  // Each holder sees its own, and says what it found.
  const own = await call(shop, "GET", `/v1/recalls/${body.data.id}`);
  expect(own.body.data.items.map((item: { batchCode: string }) => item.batchCode)).toEqual([jar.batchCode]);
  expect((await call(shop, "GET", "/v1/recalls")).body.data[0].id).toBe(body.data.id);
  const found = { traceId: jar.id, found: 1, quarantined: 1, note: "In the fridge" };
  expect((await call(shop, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, found)).status).toBe(201);
  const seen = await call(farm, "GET", `/v1/recalls/${body.data.id}`);
  expect(seen.body.data.summary.acknowledged).toBe(1);
  const csv = await call(farm, "GET", `/v1/recalls/${body.data.id}?format=csv`);
  expect(csv.text).toContain(",1,1,0,In the fridge,user-");
  const stranger = await call(farm, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, {
    ...found,
    traceId: sauce.id,
  });
  // No word on whether there is such a batch in it.
  expect(stranger.status).toBe(404);

  // Lifted by who began it, and by nobody else.
  expect((await call(shop, "POST", `/v1/recalls/${body.data.id}/lift`, { reason: "No" })).status).toBe(403);
  const lifted = await call(farm, "POST", `/v1/recalls/${body.data.id}/lift`, { reason: "A false alarm" });
  expect([lifted.status, lifted.body.data.liftReason]).toEqual([200, "A false alarm"]);
  for (const { id } of [harvest, part, rest]) await expect.poll(() => statusOf(id)).toBe("active");
});

test("a regulator orders all of it to be recalled, without a wallet", async () => {
  const { harvest, part, sauce, jar } = await story();
  const { status, body } = await recall(authority, harvest.id);
  expect(status).toBe(201);
  expect(new Set(body.data.items.map(({ marking }: { marking: string }) => marking))).toEqual(new Set(["order"]));
  for (const { id } of [harvest, part, sauce, jar]) await expect.poll(() => statusOf(id)).toBe("recalled");
});

test("a recall that was kept goes on where the process ended before any of it was accepted", async () => {
  const trace = await create();
  const batch = await api.services.mirror.batchByTraceId(trace.id);
  const kept = await api.services.recalls.add(
    {
      ...WORDS,
      class: "2",
      scope: "batch",
      isDrill: false,
      isOfAll: false,
      accountId: Number(/\d+/.exec(String(farm.user.id))?.[0]),
      batchId: batch?.id as `0x${string}`,
      batchCode: trace.batchCode,
      createdAt: new Date(),
      timings: {},
      outsiders: [],
      items: [
        {
          batchId: batch?.id as `0x${string}`,
          code: trace.batchCode,
          unit: "KGM",
          holder: farm.user.address.toLowerCase() as `0x${string}`,
          remaining: 100_000n,
          sold: 0n,
          marking: "holder",
          actor: farm.user.address.toLowerCase() as `0x${string}`,
        },
      ],
    },
    undefined,
  );
  await pursueRecalls(api.services);
  await pursueRecalls(api.services);
  await expect.poll(() => statusOf(trace.id)).toBe("recalled");
  const lines = await api.services.mirror.linesOf(batch?.id as `0x${string}`);
  expect(lines.filter(({ event }) => event === "Recalled")).toHaveLength(1);
  expect((await api.services.recalls.items(kept.number))[0]).toMatchObject({ isMarked: true, hasLine: true });
});

test("what becomes of a batch between the plan and the block, and what is made of it since, is followed while it stands", async () => {
  const trace = await create();
  const [, sold] = (await call(farm, "POST", `/v1/traces/${trace.id}/split`, { parts: { count: 2, size: 10 } })).body
    .data.parts;
  const lot = await create(kitchen);
  await handOver(lot.id, kitchen, farm);
  const outputs = [{ name: "Mixed", quantity: 1, unit: "kg" }];
  const inputs = [
    { traceId: trace.id, quantity: 1 },
    { traceId: lot.id, quantity: 1 },
  ];
  await call(farm, "POST", "/v1/transformations", { inputs, outputs });
  // Kept as a plan would have had it a moment ago: of batches that left its holder since, or are recalled already.
  await call(farm, "POST", `/v1/traces/${sold.id}/recall`, { ...WORDS, scope: "batch" });
  await expect.poll(() => statusOf(sold.id)).toBe("recalled");
  const items = await Promise.all(
    [lot, sold].map(async ({ id, batchCode }) => ({
      batchId: (await api.services.mirror.batchByTraceId(id))?.id as Hex,
      code: batchCode as string,
      unit: "KGM",
      holder: addressOf(farm),
      remaining: 10_000n,
      sold: 0n,
      marking: "holder" as const,
      actor: addressOf(farm),
    })),
  );
  await handOver(lot.id, farm, shop);
  const kept = await api.services.recalls.add(
    {
      ...WORDS,
      class: "2",
      scope: "descendants",
      isDrill: false,
      isOfAll: false,
      accountId: Number(/\d+/.exec(String(farm.user.id))?.[0]),
      batchId: items[0]?.batchId as Hex,
      batchCode: lot.batchCode,
      createdAt: new Date(),
      timings: {},
      outsiders: [],
      items,
    },
    undefined,
  );
  const itemOf = async (code: string) =>
    (await api.services.recalls.items(kept.number)).find((item) => item.code === code);
  await expect
    .poll(async () => {
      await pursueRecalls(api.services);
      return itemOf(lot.batchCode);
    })
    .toMatchObject({ marking: "notice", actor: null, isMarked: false, attempt: 1, custodian: addressOf(shop) });
  // Recalled so already: marked without another line.
  expect(await itemOf(sold.batchCode)).toMatchObject({ isMarked: true, operationId: null });
  // What had been made of it was taken in, and brought to the chain.
  const mixed = async () => (await api.services.recalls.items(kept.number)).find(({ addedAt }) => addedAt !== null);
  await expect.poll(async () => (await mixed())?.isMarked).toBe(true);
  // So is what its new holder makes of it, whose holder is told.
  const [part] = (await call(shop, "POST", `/v1/traces/${lot.id}/split`, { parts: { count: 1, size: 2 } })).body.data
    .parts;
  await pursueRecalls(api.services);
  expect(await itemOf(part.batchCode)).toMatchObject({ marking: "notice", holder: addressOf(shop) });
  expect(await told(kept.id)).toEqual([mailOf(shop), mailOf(shop)]);
});

test("a drill tells those whom it reaches that it is one, writes no line, and there are only so many a day", async () => {
  const { harvest, jar } = await story();
  const { body } = await recall(farm, harvest.id, { drill: true });
  expect(body.data).toMatchObject({ drill: true, operations: [] });
  await pursueRecalls(api.services);
  await pursueRecalls(api.services);
  expect(await statusOf(harvest.id)).toBe("active");
  expect(await told(body.data.id)).toEqual([mailOf(kitchen), mailOf(shop)].toSorted());
  const messages = await mailsOf(body.data.id);
  for (const { subject, text } of messages as { subject?: string; text: string }[]) {
    expect(subject).toMatch(/演练.*drill/);
    expect(text).toContain("This is a drill");
    // No sentence of it reads as a real one's.
    expect(text).not.toMatch(/^(?:您持有的|\d+ of the batches|原因|处理要求|Reason|What to do)/m);
  }
  const found = { traceId: jar.id, found: 1 };
  expect((await call(shop, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, found)).status).toBe(201);
  // It is no business of an authority's.
  expect((await call(authority, "GET", `/v1/recalls/${body.data.id}`)).status).toBe(404);
  const more = await Promise.all([1, 2, 3, 4].map(() => recall(farm, harvest.id, { drill: true, scope: "batch" })));
  expect(more.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect((await recall(farm, harvest.id, { drill: true, scope: "batch" })).status).toBe(429);
});

test("no more is found than there was, nor done with than found; lists tell counts, and batches come in pages", async () => {
  const { harvest, jar } = await story();
  const { body } = await recall(farm, harvest.id, { scope: "descendants" });
  const say = (amounts: object) =>
    call(shop, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, { traceId: jar.id, ...amounts });
  // One was there, and two were sold, which may come back.
  expect((await say({ found: 4 })).status).toBe(422);
  expect((await say({ found: 1, quarantined: 1, destroyed: 1 })).status).toBe(422);
  expect((await say({ found: 3, quarantined: 1, destroyed: 2 })).status).toBe(201);
  expect((await say({ found: 2, quarantined: 2 })).status).toBe(201);
  const [listed] = (await call(farm, "GET", "/v1/recalls?limit=1")).body.data;
  expect(listed).not.toHaveProperty("items");
  expect(listed.summary).toMatchObject({ batches: 5, holders: 3, toMark: 3, notices: 2, acknowledged: 1 });
  const [own] = (await call(shop, "GET", "/v1/recalls?limit=1")).body.data;
  expect(own.summary).toMatchObject({ batches: 1, holders: 1, acknowledged: 1 });
  const page = (await call(farm, "GET", `/v1/recalls/${body.data.id}?page=2&limit=2`)).body;
  expect(page.meta).toMatchObject({ page: 2, limit: 2, totalItems: 5, totalPages: 3 });
  expect(page.data.items).toHaveLength(2);
  expect(page.data.summary).toMatchObject({ found: { kg: 2 }, quarantined: { kg: 2 }, destroyed: { kg: 0 } });
});

test.each<[string, object, number]>([
  ["without a reason", { reason: "" }, 422],
  ["without what is to be done", { instruction: "" }, 422],
  ["of another class", { class: 4 }, 422],
  ["of another scope", { scope: "world" }, 422],
])("is refused: %s", async (_, more, status) => {
  const trace = await create();
  expect((await recall(farm, trace.id, more)).status).toBe(status);
  expect(await statusOf(trace.id)).toBe("active");
});

test("is no stranger's to begin, nor to see", async () => {
  const trace = await create();
  expect((await recall(shop, trace.id)).status).toBe(403);
  const { body } = await recall(farm, trace.id, { scope: "batch" });
  expect((await call(kitchen, "GET", `/v1/recalls/${body.data.id}`)).status).toBe(404);
  expect((await call(kitchen, "GET", "/v1/recalls/recall-999999")).status).toBe(404);
});
