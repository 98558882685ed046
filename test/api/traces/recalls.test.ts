/** A recall reaches all that was made of a batch: marked on chain where the caller may, told to holders where not. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pursueRecalls } from "../../../domain/recalls/pursue-recalls.ts";
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
    marked: false,
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
  const mailbox = mailboxRepository(api.database);
  const told = async () => (await mailbox.list()).filter(({ message }) => message.text.includes(body.data.id));
  await expect.poll(async () => (await told()).length).toBe(2);
  for (const { message } of await told()) expect(message.text).toContain("Take off the shelf");

  // Each holder sees its own, and says what it found.
  const own = await call(shop, "GET", `/v1/recalls/${body.data.id}`);
  expect(own.body.data.items.map((item: { batchCode: string }) => item.batchCode)).toEqual([jar.batchCode]);
  expect((await call(shop, "GET", "/v1/recalls")).body.data[0].id).toBe(body.data.id);
  const found = { traceId: jar.id, found: 1, quarantined: 1, note: "In the fridge" };
  expect((await call(shop, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, found)).status).toBe(201);
  const seen = await call(farm, "GET", `/v1/recalls/${body.data.id}`);
  expect(seen.body.data.summary.acknowledged).toBe(1);
  const csv = await call(farm, "GET", `/v1/recalls/${body.data.id}?format=csv`);
  expect(csv.text).toContain(",1,1,0,In the fridge,");
  const stranger = await call(farm, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, {
    ...found,
    traceId: sauce.id,
  });
  expect(stranger.status).toBe(403);

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
      accountId: Number(/\d+/.exec(String(farm.user.id))?.[0]),
      batchId: batch?.id as `0x${string}`,
      batchCode: trace.batchCode,
      createdAt: new Date(),
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
          operationId: null,
          acknowledgement: null,
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
  expect((await api.services.recalls.byNumber(kept.number))?.items[0]?.operationId).not.toBeNull();
});

test("a drill is kept for who began it, and reaches nobody", async () => {
  const { harvest, jar } = await story();
  const { body } = await recall(farm, harvest.id, { drill: true });
  expect(body.data).toMatchObject({ drill: true, operations: [] });
  await pursueRecalls(api.services);
  expect(await statusOf(harvest.id)).toBe("active");
  expect((await call(shop, "GET", `/v1/recalls/${body.data.id}`)).status).toBe(404);
  const found = { traceId: jar.id, found: 1 };
  expect((await call(shop, "POST", `/v1/recalls/${body.data.id}/acknowledgements`, found)).status).toBe(404);
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
