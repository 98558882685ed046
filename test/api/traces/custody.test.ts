/** A batch changes hands with the consent of both sides, and what is gone of it is told. */
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellOfCustody } from "../../../domain/custody/tell-of-custody.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let shop: Firm;
let stranger: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  shop = await api.account("pharmacy", "Corner Shop");
  stranger = await api.account("logistics");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async () =>
  (await call(farm, "POST", "/v1/traces", { name: "Apples", quantity: 1000, unit: "kg" })).body.data;
const offer = (traceId: string, to: unknown, firm = farm) => call(firm, "POST", `/v1/traces/${traceId}/offers`, { to });
const answer = (firm: Firm, traceId: string, how: string, body?: unknown, headers = {}) =>
  call(firm, "POST", `/v1/traces/${traceId}/offers/${how}`, body, headers);
const holderOf = async (traceId: string) => (await api.services.mirror.batchByTraceId(traceId))?.custodian;
const isHeldBy = async (firm: Firm, traceId: string) =>
  (await call(firm, "GET", `/v1/traces/${traceId}`)).body.data.held;
const offersOf = async (firm: Firm, query: string) => (await call(firm, "GET", `/v1/offers?${query}`)).body;

test("an offered batch is the recipient's once it accepts, and no longer the giver's", async () => {
  const trace = await create();
  const offered = await call(farm, "POST", `/v1/traces/${trace.id}/offers`, { to: shop.username, note: "Gate 3" });
  expect(offered.status).toBe(201);
  expect(offered.body.data).toMatchObject({
    traceId: trace.id,
    batchCode: trace.batchCode,
    name: "Apples",
    quantity: 1000,
    unit: "kg",
    status: "open",
    holder: farm.user.address,
    from: { address: farm.user.address, name: "Green Valley Farm" },
    to: { address: shop.user.address, name: "Corner Shop" },
    endedAt: null,
  });
  expect(await holderOf(trace.id)).toBe(farm.user.address.toLowerCase());
  expect([await isHeldBy(farm, trace.id), await isHeldBy(shop, trace.id)]).toEqual([true, false]);
  expect((await offersOf(shop, "status=open")).data).toEqual([offered.body.data]);
  expect((await offersOf(farm, "direction=out&status=open")).data).toEqual([offered.body.data]);
  expect((await offersOf(stranger, "direction=in")).data).toEqual([]);

  const accepted = await answer(shop, trace.id, "accept", { note: "Cold, complete" });
  expect(accepted.status).toBe(200);
  expect(accepted.body.data).toMatchObject({ status: "accepted", holder: shop.user.address });
  expect(accepted.body.data.endedAt).not.toBeNull();
  expect(await holderOf(trace.id)).toBe(shop.user.address.toLowerCase());
  expect((await offersOf(shop, "status=open")).data).toEqual([]);
  expect([await isHeldBy(farm, trace.id), await isHeldBy(shop, trace.id)]).toEqual([false, true]);
  expect((await call(farm, "PATCH", `/v1/traces/${trace.id}`, { name: "Mine" })).status).toBe(403);

  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  const stages = body.data.journey.map((step: { stage: string }) => step.stage);
  expect(stages.slice(-2)).toEqual(["Hand-over", "Hand-over"]);
});

test("what is said with an offer stands in its record, in the list, in the journey and on the page", async () => {
  const trace = await create();
  const words = {
    place: { name: "Gate 3", city: "Kunming", country: "CN" },
    carrier: "Swift Trucks",
    references: [{ type: "desadv", number: "DN-17" }],
  };
  const offered = await call(farm, "POST", `/v1/traces/${trace.id}/offers`, {
    to: shop.username,
    note: "Cold",
    ...words,
  });
  const told = { ...words, carrier: { name: "Swift Trucks", account: null, uri: null, confirmed: false } };
  expect(offered.body.data).toMatchObject({ ...told, note: "Cold" });
  expect((await offersOf(shop, "status=open")).data[0]).toEqual(offered.body.data);

  const events = (await call(farm, "GET", `/v1/traces/${trace.id}/events`)).body.data;
  expect(events.at(-1)).toMatchObject({
    ...told,
    type: "custody-offer",
    description: "Cold",
    location: "Gate 3, Kunming, CN",
  });
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  expect(body.data.journey.at(-1)).toMatchObject({ ...told, stage: "Hand-over", description: "Cold" });

  const bad = { to: shop.username, references: [{ type: "letter", number: "1" }] };
  expect((await call(farm, "POST", `/v1/traces/${trace.id}/offers`, bad)).body.details[0].field).toBe(
    "references.0.type",
  );
  await answer(farm, trace.id, "cancel");
});

test("what is said with the offer of a restricted batch is for whom it is said to, and for who may read its records", async () => {
  const body = { name: "Secret", quantity: 1, unit: "kg", restricted: true };
  const trace = (await call(farm, "POST", "/v1/traces", body)).body.data;
  const offered = await call(farm, "POST", `/v1/traces/${trace.id}/offers`, {
    to: shop.username,
    carrier: "Swift Trucks",
    note: "By night",
  });
  expect(offered.body.data).toMatchObject({ note: "By night", carrier: { name: "Swift Trucks" } });
  const [seen] = (await offersOf(shop, "status=open")).data;
  expect(seen).toEqual(offered.body.data);
  const page = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  expect(JSON.stringify(page.body)).not.toContain("Swift Trucks");
  await answer(farm, trace.id, "cancel");
  const [gone] = (await offersOf(shop, "status=cancelled")).data;
  expect([gone.traceId, gone.note, gone.carrier]).toEqual([trace.id, null, undefined]);
});

test("it is refused with a reason, or taken back, and stays where it is", async () => {
  const trace = await create();
  await offer(trace.id, shop.user.address);
  expect((await answer(shop, trace.id, "refuse", {})).status).toBe(422);
  const refused = await answer(shop, trace.id, "refuse", { reason: "Too warm" });
  expect([refused.status, refused.body.data.status]).toEqual([200, "refused"]);
  await offer(trace.id, shop.user.address);
  const cancelled = await answer(farm, trace.id, "cancel");
  expect([cancelled.status, cancelled.body.data.status]).toEqual([200, "cancelled"]);
  expect(await holderOf(trace.id)).toBe(farm.user.address.toLowerCase());
  expect((await answer(shop, trace.id, "accept")).status).toBe(409);
});

test("an offer is void once the batch is another amount, or is offered to somebody else", async () => {
  const trace = await create();
  const first = (await offer(trace.id, stranger.username)).body.data;
  const second = (await offer(trace.id, shop.username)).body.data;
  const statusOf = async (line: number) =>
    (await offersOf(farm, "direction=out&limit=50")).data.find((one: typeof first) => one.chain.line === line)?.status;
  expect([await statusOf(first.chain.line), await statusOf(second.chain.line)]).toEqual(["void", "open"]);
  expect((await answer(stranger, trace.id, "accept")).status).toBe(403);
  await call(farm, "POST", `/v1/traces/${trace.id}/consumption`, { quantity: 1, reason: "sample" });
  expect(await statusOf(second.chain.line)).toBe("void");
  expect((await answer(shop, trace.id, "accept")).status).toBe(409);
});

describe("is refused, and nothing is accepted for the chain:", () => {
  const operations = () => api.database.raw.prepare("select count(*) from operations").pluck().get();
  test.each<[string, unknown, number]>([
    ["an offer to oneself", () => farm.username, 422],
    ["to nobody", "nobody-here", 422],
    ["to the zero address", `0x${"0".repeat(40)}`, 422],
    ["to a number that nobody is confirmed to have", "4012345000009", 422],
    ["to no text", 7, 422],
    ["to nothing", undefined, 422],
  ])("%s", async (_, to, status) => {
    const trace = await create();
    const before = operations();
    const { status: given, body } = await offer(trace.id, typeof to === "function" ? to() : to);
    expect(given).toBe(status);
    expect(body.details[0].field).toBe("to");
    expect(operations()).toBe(before);
  });

  test("what others hold, and what is offered to others", async () => {
    const trace = await create();
    const before = operations();
    expect((await offer(trace.id, shop.username, stranger)).status).toBe(403);
    expect((await answer(stranger, trace.id, "cancel")).status).toBe(403);
    expect((await answer(farm, trace.id, "cancel")).status).toBe(409);
    expect((await offer("trace-000000000000", shop.username)).status).toBe(404);
    expect(operations()).toBe(before);
  });
});

test("the same request again is the same act, also after the batch has gone on", async () => {
  const trace = await create();
  const key = { "idempotency-key": "offer-1" };
  const path = `/v1/traces/${trace.id}/offers`;
  const first = await call(farm, "POST", path, { to: shop.username }, key);
  const accepting = { "idempotency-key": "accept-1" };
  const accepted = await answer(shop, trace.id, "accept", {}, accepting);
  const again = await answer(shop, trace.id, "accept", {}, accepting);
  expect([again.status, again.body]).toEqual([200, accepted.body]);
  const offeredAgain = await call(farm, "POST", path, { to: shop.username }, key);
  expect(offeredAgain.body.data.chain).toEqual(first.body.data.chain);
  expect(await holderOf(trace.id)).toBe(shop.user.address.toLowerCase());
  const lines = await api.services.mirror.linesOf(
    (await api.services.mirror.batchByTraceId(trace.id))?.id as `0x${string}`,
  );
  expect(lines.map(({ event }) => event)).toEqual(["Created", "CustodyOffered", "CustodyAccepted"]);
});

test("what was split, consumed or made is answered again after the batch has gone on", async () => {
  const trace = await create();
  const acts: readonly [string, object][] = [
    [`/v1/traces/${trace.id}/split`, { parts: [{ quantity: 10 }] }],
    [`/v1/traces/${trace.id}/consumption`, { quantity: 10, reason: "sold" }],
    [
      "/v1/transformations",
      { inputs: [{ traceId: trace.id, quantity: 10 }], outputs: [{ name: "Juice", quantity: 5, unit: "l" }] },
    ],
  ];
  const perform = async () => {
    const answers = [];
    for (const [index, [path, body]] of acts.entries()) {
      const { status, body: answered } = await call(farm, "POST", path, body, {
        "idempotency-key": `lineage-${index}`,
      });
      const { parts, outputs, remaining } = answered.data;
      answers.push([status, parts?.[0].id ?? outputs?.[0].id ?? remaining]);
    }
    return answers;
  };
  const first = await perform();
  expect(first.map(([status]) => status)).toEqual([201, 201, 201]);
  await offer(trace.id, shop.username);
  await answer(shop, trace.id, "accept");
  expect(await perform()).toEqual(first);
  expect((await call(farm, "POST", acts[1]?.[0] ?? "", acts[1]?.[1])).status).toBe(403);
});

test("a wallet accepts by its signature", async () => {
  const trace = await create();
  const buyer = await api.account("pharmacy");
  const wallet = Wallet.createRandom();
  const { body } = await call(buyer, "POST", "/auth/wallet/challenge", { address: wallet.address });
  const signature = await wallet.signMessage(body.message);
  await call(buyer, "POST", "/auth/wallet", { address: wallet.address, message: body.message, signature });
  expect((await offer(trace.id, wallet.address)).status).toBe(201);
  const asked = await answer(buyer, trace.id, "accept");
  expect([asked.status, asked.body.data.verb]).toEqual([202, "acceptCustody"]);
  const { domain, types, message } = asked.body.data.typedData;
  const { EIP712Domain: _, ...structs } = types;
  const signed = await wallet.signTypedData(domain, structs, message);
  await call(buyer, "POST", `/v1/operations/${asked.body.data.id}/signature`, { signature: signed });
  await expect.poll(() => holderOf(trace.id)).toBe(wallet.address.toLowerCase());
});

test("whoever is offered a batch is told of it once", async () => {
  const trace = await create();
  await offer(trace.id, shop.username);
  await tellOfCustody(api.services);
  await tellOfCustody(api.services);
  const mailbox = mailboxRepository(api.database);
  const mails = async () => (await mailbox.list()).filter(({ message }) => message.text.includes(trace.batchCode));
  await expect.poll(async () => (await mails()).length).toBe(1);
  const [mail] = await mails();
  expect(mail?.message.text).toContain("Green Valley Farm 向您移交批次");
  expect(mail?.message.text).toContain("offers you the batch");
  expect(mail?.message.text).toContain(`https://trace.example/t/${trace.batchCode}`);

  await answer(shop, trace.id, "refuse", { reason: "Too warm" });
  const { id } = (await call(farm, "POST", "/v1/handovers", { traceIds: [trace.id], to: shop.username })).body.data;
  await tellOfCustody(api.services);
  await call(shop, "POST", `/v1/handovers/${id}/accept`);
  await tellOfCustody(api.services);
  await tellOfCustody(api.services);
  await expect.poll(async () => (await mails()).length).toBe(4);
  const texts = (await mails()).map(({ message }) => message.text);
  for (const words of ["Corner Shop refused the batch", "Corner Shop accepted the batch"]) {
    expect(texts.filter((text) => text.includes(words))).toHaveLength(1);
  }
  expect(texts.filter((text) => text.includes("offers you the batch"))).toHaveLength(2);
});

describe("what is gone of a batch", () => {
  const consume = (traceId: string, body: object, firm = farm) =>
    call(firm, "POST", `/v1/traces/${traceId}/consumption`, body);

  test("leaves so much less, by its reason", async () => {
    const trace = await create();
    const lost = await consume(trace.id, { quantity: 12.5, reason: "lost", description: "Frost" });
    expect(lost.status).toBe(201);
    expect(lost.body.data).toMatchObject({ quantity: 12.5, reason: "lost", remaining: 987.5, unit: "kg" });
    const rest = await consume(trace.id, { quantity: 987.5, reason: "sold" });
    expect(rest.body.data).toMatchObject({ reason: "sold", remaining: 0 });
    expect((await consume(trace.id, { quantity: 0.001, reason: "sold" })).status).toBe(409);
  });

  test.each<[string, object, number]>([
    ["more than remains", { quantity: 1000.001, reason: "sold" }, 409],
    ["nothing", { quantity: 0, reason: "sold" }, 422],
    ["less than nothing", { quantity: -1, reason: "sold" }, 422],
    ["finer than thousandths", { quantity: 0.0001, reason: "sold" }, 422],
    ["by no reason", { quantity: 1 }, 422],
    ["by another reason", { quantity: 1, reason: "stolen" }, 422],
    ["no number", { quantity: "much", reason: "sold" }, 422],
  ])("is never %s", async (_, body, status) => {
    const trace = await create();
    expect((await consume(trace.id, body)).status).toBe(status);
    expect((await api.services.mirror.batchByTraceId(trace.id))?.quantity).toBe(1_000_000n);
  });

  test("is its holder's to say", async () => {
    const trace = await create();
    expect((await consume(trace.id, { quantity: 1, reason: "sold" }, shop)).status).toBe(403);
  });
});
