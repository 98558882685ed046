/** Many batches change hands at once: the giver's word is kept, and comes on chain with the taker's act alone. */
import { type BaseWallet, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
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
const create = async (firm = farm, fields = {}) =>
  (await call(firm, "POST", "/v1/traces", { name: "Apples", quantity: 10, unit: "kg", ...fields })).body.data;
const createTwo = async () => [await create(), await create()];
const handOver = (traces: readonly { id: string }[], to: string, firm = farm, more = {}, headers = {}) =>
  call(firm, "POST", "/v1/handovers", { traceIds: traces.map(({ id }) => id), to, ...more }, headers);
const answer = (firm: Firm, id: string, how: string, body?: unknown, headers = {}) =>
  call(firm, "POST", `/v1/handovers/${id}/${how}`, body, headers);
const read = async (firm: Firm, id: string) => (await call(firm, "GET", `/v1/handovers/${id}`)).body.data;
const listed = async (firm: Firm, query: string) =>
  (await call(firm, "GET", `/v1/handovers?${query}`)).body.data.map(({ id }: { id: string }) => id);
const holderOf = async (traceId: string) => (await api.services.mirror.batchByTraceId(traceId))?.custodian;
const addressOf = (firm: Firm) => firm.user.address.toLowerCase();

const numberOf = (id: string) => Number(id.split("-")[1]);
/** Change a hand-over as time or another process would. */
const change = (id: string, set: string, value: unknown) =>
  api.database.raw.prepare(`update hand_overs set ${set} where number = ?`).run(value, numberOf(id));
const actOf = (operationId: string) =>
  JSON.parse(String(api.database.raw.prepare("select act from operations where id = ?").pluck().get(operationId)));

/** An account with a wallet of its own, and how that signs typed data. */
async function walletFirm(role: "supplier" | "pharmacy", wallet: BaseWallet = Wallet.createRandom()) {
  return boundTo(wallet, await api.account(role));
}

async function boundTo(wallet: BaseWallet, firm: Firm) {
  const { body } = await call(firm, "POST", "/auth/wallet/challenge", { address: wallet.address });
  const signature = await wallet.signMessage(body.message);
  await call(firm, "POST", "/auth/wallet", { address: wallet.address, message: body.message, signature });
  // biome-ignore lint/suspicious/noExplicitAny: as it stands in the answer
  const sign = ({ domain, types, message }: any) => {
    const { EIP712Domain: _, ...structs } = types;
    return wallet.signTypedData(domain, structs, message);
  };
  return { firm, wallet, sign };
}

/** A batch that a firm's wallet signed for. */
async function signedTrace({ firm, sign }: Awaited<ReturnType<typeof walletFirm>>, name: string) {
  const asked = (await call(firm, "POST", "/v1/traces", { name, quantity: 5, unit: "kg" })).body.data;
  const signature = await sign(asked.typedData);
  await call(firm, "POST", `/v1/operations/${asked.id}/signature`, { signature });
  const chainOf = async () => (await call(firm, "GET", `/v1/operations/${asked.id}`)).body.data.chain;
  await expect.poll(chainOf).not.toBeNull();
  return { id: `trace-${(await chainOf()).batchId.slice(2, 34)}` };
}

test("nothing is on chain before the recipient accepts, and then all of it is by one act", async () => {
  const traces = await createTwo();
  const words = {
    place: { name: "Gate 3" },
    carrier: "Swift Trucks",
    references: [{ type: "desadv", number: "DN-1" }],
  };
  const made = await handOver(traces, shop.username, farm, { ...words, note: "Cold" });
  expect(made.status).toBe(201);
  const { id } = made.body.data;
  expect(made.body.data).toMatchObject({
    status: "open",
    onChain: false,
    from: { name: "Green Valley Farm" },
    to: { name: "Corner Shop" },
    batches: traces.map((trace) => ({ traceId: trace.id, quantity: 10, unit: "kg", status: "waiting", chain: null })),
    place: { name: "Gate 3" },
    carrier: { name: "Swift Trucks" },
    references: words.references,
    note: "Cold",
    typedData: null,
  });
  expect(
    await api.services.mirror.linesOf((await api.services.mirror.batchByTraceId(traces[0].id))?.id as `0x${string}`),
  ).toHaveLength(1);
  expect(await read(shop, id)).toEqual(made.body.data);
  expect(await listed(shop, "status=open")).toEqual([id]);
  expect(await listed(farm, "direction=out")).toEqual([id]);

  const accepted = await answer(shop, id, "accept");
  expect(accepted.status).toBe(200);
  expect(accepted.body.data).toMatchObject({ status: "accepted", onChain: true });
  const { batches } = accepted.body.data;
  expect(batches.map(({ status }: { status: string }) => status)).toEqual(["taken", "taken"]);
  expect(batches[0].chain.transactionHash).toBe(batches[1].chain.transactionHash);
  for (const trace of traces) expect(await holderOf(trace.id)).toBe(addressOf(shop));
  expect(await listed(shop, "status=open")).toEqual([]);

  const page = await api.call("GET", `/v1/traces/public/${traces[1].batchCode}`);
  expect(page.body.data.journey.at(-1)).toMatchObject({
    stage: "Hand-over",
    description: "Cold",
    place: { name: "Gate 3" },
    carrier: { name: "Swift Trucks" },
  });
});

test("what is no longer as it was handed over stays where it is, and is told", async () => {
  const [kept, changed] = await createTwo();
  const { id } = (await handOver([kept, changed], shop.username)).body.data;
  await call(farm, "POST", `/v1/traces/${changed.id}/consumption`, { quantity: 1, reason: "sample" });
  const { body } = await answer(shop, id, "accept");
  expect(
    body.data.batches.map(({ status, quantity }: { status: string; quantity: number }) => [status, quantity]),
  ).toEqual([
    ["taken", 10],
    ["left", 10],
  ]);
  expect(await holderOf(changed.id)).toBe(addressOf(farm));

  const gone = await create();
  const nothing = (await handOver([gone], shop.username)).body.data;
  await call(farm, "POST", `/v1/traces/${gone.id}/consumption`, { quantity: 1, reason: "sample" });
  expect((await answer(shop, nothing.id, "accept")).status).toBe(409);
  expect(await read(shop, nothing.id)).toMatchObject({ status: "open", onChain: false });
  expect((await answer(farm, nothing.id, "cancel")).body.data.status).toBe("cancelled");
});

test("it is refused or taken back, and is accepted no more", async () => {
  const traces = await createTwo();
  const first = (await handOver(traces, shop.username)).body.data;
  expect((await answer(shop, first.id, "refuse", {})).status).toBe(422);
  const refused = await answer(shop, first.id, "refuse", { reason: "Too warm" });
  expect(refused.body.data).toMatchObject({ status: "refused", reason: "Too warm", onChain: false });
  expect((await answer(farm, first.id, "cancel")).status).toBe(409);
  const second = (await handOver(traces, shop.username)).body.data;
  expect((await answer(farm, second.id, "cancel")).body.data.status).toBe("cancelled");
  for (const { id } of [first, second]) expect((await answer(shop, id, "accept")).status).toBe(409);
  for (const trace of traces) expect(await holderOf(trace.id)).toBe(addressOf(farm));
});

test("it is the giver's and the recipient's alone", async () => {
  const traces = await createTwo();
  const { id } = (await handOver(traces, shop.username)).body.data;
  for (const path of ["accept", "cancel", "refuse"]) {
    expect((await answer(stranger, id, path, { reason: "No" })).status).toBe(404);
  }
  expect((await call(stranger, "GET", `/v1/handovers/${id}`)).status).toBe(404);
  expect(await listed(stranger, "direction=in")).toEqual([]);
  expect((await answer(farm, id, "accept")).status).toBe(403);
  expect((await answer(shop, id, "cancel")).status).toBe(403);
  await answer(farm, id, "cancel");
});

test.each<[string, () => Promise<unknown>, number, string]>([
  ["no batch", async () => ({ traceIds: [], to: shop.username }), 422, "traceIds"],
  [
    "a batch twice",
    async () => ({ traceIds: Array(2).fill((await create()).id), to: shop.username }),
    422,
    "traceIds.1",
  ],
  ["an unknown batch", async () => ({ traceIds: ["trace-0"], to: shop.username }), 404, "traceIds.0"],
  [
    "more than one act takes",
    async () => ({ traceIds: Array(129).fill("trace-0"), to: shop.username }),
    422,
    "traceIds",
  ],
  ["to nobody", async () => ({ traceIds: [(await create()).id], to: "nobody-here" }), 422, "to"],
  ["to oneself", async () => ({ traceIds: [(await create()).id], to: farm.username }), 422, "to"],
  [
    "what somebody else holds",
    async () => ({
      traceIds: [(await create()).id, (await create(await api.account("supplier"))).id],
      to: shop.username,
    }),
    403,
    "traceIds.1",
  ],
])("is not kept: %s", async (_, body, status, field) => {
  const before = await listed(farm, "direction=out&limit=100");
  const answered = await call(farm, "POST", "/v1/handovers", await body());
  expect([answered.status, answered.body.details[0].field]).toEqual([status, field]);
  expect(await listed(farm, "direction=out&limit=100")).toEqual(before);
});

test("the same request again is the same hand-over, and the same acceptance", async () => {
  const traces = await createTwo();
  const key = { "idempotency-key": "hand-over-1" };
  const first = await handOver(traces, shop.username, farm, {}, key);
  expect((await handOver(traces, shop.username, farm, {}, key)).body.data.id).toBe(first.body.data.id);
  expect((await handOver(traces, stranger.username, farm, {}, key)).status).toBe(409);
  const { id } = first.body.data;
  const accepted = await answer(shop, id, "accept", undefined, { "idempotency-key": "take-1" });
  const again = await answer(shop, id, "accept", undefined, { "idempotency-key": "take-1" });
  expect([again.status, again.body.data.batches[0].chain]).toEqual([200, accepted.body.data.batches[0].chain]);
  expect((await answer(shop, id, "accept")).status).toBe(200);
});

test("a wallet gives by its signature and another takes by its own, and the consent is told to neither before", async () => {
  const own = await walletFirm("supplier");
  const { firm: grower, sign: signAsGrower } = own;
  const { firm: buyer, wallet, sign: signAsBuyer } = await walletFirm("pharmacy");
  const traces = [await signedTrace(own, "Pears"), await signedTrace(own, "Plums")];
  const made = await handOver(traces, wallet.address, grower);
  expect([made.status, made.body.data.status]).toEqual([202, "unsigned"]);
  const { id, typedData } = made.body.data;
  expect(typedData.primaryType).toBe("HandOver");
  expect((await call(buyer, "GET", `/v1/handovers/${id}`)).status).toBe(404);
  const wrong = await signAsBuyer(typedData);
  expect((await answer(grower, id, "signature", { signature: wrong })).status).toBe(422);
  const consent = await signAsGrower(typedData);
  expect((await answer(grower, id, "signature", { signature: consent })).body.data.status).toBe("open");
  expect((await answer(grower, id, "signature", { signature: consent })).status).toBe(409);

  const asked = await answer(buyer, id, "accept");
  expect([asked.status, asked.body.data.typedData.primaryType]).toEqual([202, "TakeMany"]);
  const shown = JSON.stringify([
    asked.body,
    await read(buyer, id),
    (await call(buyer, "GET", `/v1/operations/${asked.body.data.id}`)).body,
  ]);
  expect(shown).not.toContain(consent.slice(2));
  await call(buyer, "POST", `/v1/operations/${asked.body.data.id}/signature`, {
    signature: await signAsBuyer(asked.body.data.typedData),
  });
  await expect.poll(() => holderOf(traces[1]?.id ?? "")).toBe(wallet.address.toLowerCase());
  expect(await read(grower, id)).toMatchObject({ status: "accepted", onChain: true });
});

test("what was taken back is not brought by who had begun to accept it", async () => {
  const { firm: buyer, wallet, sign } = await walletFirm("pharmacy");
  const traces = await createTwo();
  const { id } = (await handOver(traces, wallet.address)).body.data;
  const asked = await answer(buyer, id, "accept");
  expect(asked.status).toBe(202);
  expect((await answer(farm, id, "cancel")).body.data.status).toBe("cancelled");
  const signature = await sign(asked.body.data.typedData);
  const late = await call(buyer, "POST", `/v1/operations/${asked.body.data.id}/signature`, { signature });
  expect(late.status).toBe(409);
  expect(
    api.database.raw
      .prepare("select signature, typed_data from hand_overs where recipient = ?")
      .get(wallet.address.toLowerCase()),
  ).toEqual({ signature: null, typed_data: null });
  expect(actOf(asked.body.data.id).consent.signature).toBe("0x");
  for (const trace of traces) expect(await holderOf(trace.id)).toBe(addressOf(farm));
});

test("a consent is good for no longer than its hand-over, and one that is nearly over is replaced under its own nonce", async () => {
  const { firm: buyer, wallet, sign } = await walletFirm("pharmacy");
  const accept = async (id: string) => (await answer(buyer, id, "accept")).body.data;
  const { id } = (await handOver([await create()], wallet.address)).body.data;
  const now = Math.floor(Date.now() / 1000);
  const first = await accept(id);
  expect((await accept(id)).id).toBe(first.id);
  change(id, "typed_data = json_set(typed_data, '$.message.deadline', ?)", String(now + 600));
  // By whose time the new one is good for longer.
  await api.chain.mine();
  const second = await accept(id);
  const [one, other] = [first, second].map((operation) => actOf(operation.id).consent);
  expect([other.nonce, other.deadline > now + 86_400]).toEqual([one.nonce, true]);
  expect((await call(buyer, "GET", `/v1/operations/${first.id}`)).body.data.state).toBe("failed");
  expect(one.signature).toBe("0x");

  const soon = (await handOver([await create()], wallet.address)).body.data;
  change(soon.id, "expires_at = ?", (now + 3_600) * 1_000);
  const late = await accept(soon.id);
  expect(actOf(late.id).consent.deadline).toBe(now + 3_600);
  api.database.raw
    .prepare("update operations set act = json_set(act, '$.consent.deadline', ?) where id = ?")
    .run(now - 1, late.id);
  const signature = await sign(late.typedData);
  const refused = await call(buyer, "POST", `/v1/operations/${late.id}/signature`, { signature });
  expect([refused.status, refused.body.message]).toEqual([409, expect.stringMatching(/consent holds no more/)]);
});

test("it is not taken back while a block to come may take a consent that was sent, if by an acceptance before the last", async () => {
  const { wallet, trace: contract } = await api.chain.actor(94, "producer");
  const own = await walletFirm("supplier", wallet);
  const { firm: buyer, wallet: buyers } = await walletFirm("pharmacy");
  const { id, typedData } = (await handOver([await signedTrace(own, "Medlars")], buyers.address, own.firm)).body.data;
  await answer(own.firm, id, "signature", { signature: await own.sign(typedData) });
  const sent = (await answer(buyer, id, "accept")).body.data.id;
  const { raw } = api.database;
  raw.prepare("insert into transaction_operations select max(id), ? from transactions").run(sent);
  raw.prepare("update operations set state = 'failed' where id = ?").run(sent);
  const begun = (await answer(buyer, id, "accept")).body.data.id;
  expect(begun).not.toBe(sent);

  const cancel = () => answer(own.firm, id, "cancel");
  expect((await cancel()).body.message).toMatch(/may still come on chain/);
  await (await contract.getFunction("voidNonce")(typedData.message.nonce)).wait();
  // A reorganisation may take that back.
  expect((await cancel()).status).toBe(409);
  expect((await call(buyer, "GET", `/v1/operations/${begun}`)).body.data.state).toBe("unsigned");
  await api.chain.mine(5);
  expect((await cancel()).body.data.status).toBe("cancelled");
  expect((await call(buyer, "GET", `/v1/operations/${begun}`)).body.data.state).toBe("failed");
});

test("another batch that is taken with its document is none of its own", async () => {
  const { wallet, trace: contract } = await api.chain.actor(93, "producer");
  const { firm: buyer } = await walletFirm("pharmacy", wallet);
  const { id } = (await handOver([await create()], wallet.address)).body.data;
  const other = await create();
  await call(farm, "POST", `/v1/traces/${other.id}/offers`, { to: wallet.address });
  const digest = api.database.raw.prepare("select digest from hand_overs where number = ?").pluck().get(numberOf(id));
  const batch = (await api.services.mirror.batchByTraceId(other.id))?.id;
  await (await contract.getFunction("acceptCustody")(batch, 10_000, digest)).wait();
  await expect.poll(() => holderOf(other.id)).toBe(wallet.address.toLowerCase());
  expect(await read(buyer, id)).toMatchObject({ status: "open", onChain: false });
  expect((await answer(farm, id, "cancel")).body.data.status).toBe("cancelled");
});

test("what its giver's wallet never signed is never shown to its recipient, also once it has ended", async () => {
  const own = await walletFirm("supplier");
  const trace = await signedTrace(own, "Sloes");
  const [cancelled, expired] = [
    (await handOver([trace], stranger.username, own.firm)).body.data.id,
    (await handOver([trace], stranger.username, own.firm)).body.data.id,
  ];
  await answer(own.firm, cancelled, "cancel");
  change(expired, "expires_at = ?", 1);
  expect((await read(own.firm, expired)).status).toBe("expired");
  for (const id of [cancelled, expired]) expect((await call(stranger, "GET", `/v1/handovers/${id}`)).status).toBe(404);
  expect(await listed(stranger, "direction=in")).toEqual([]);
});

test("a batch that is recalled meanwhile stays where it is, and both sides are warned", async () => {
  const traces = await createTwo();
  const { id } = (await handOver(traces, shop.username)).body.data;
  const words = { reason: "Glass", instruction: "Do not sell", contact: "+86 10 1234 5678", scope: "batch" };
  expect((await call(farm, "POST", `/v1/traces/${traces[1].id}/recall`, words)).status).toBe(201);
  const told = (await read(shop, id)).batches.map(({ recalled }: { recalled: boolean }) => recalled);
  expect(told).toEqual([false, true]);
  const { body } = await answer(shop, id, "accept");
  expect(body.data.batches.map(({ status }: { status: string }) => status)).toEqual(["taken", "left"]);
  expect(body.warnings).toEqual([{ field: "batches.1", message: expect.stringContaining("is recalled") }]);
  const again = await handOver([traces[1]], shop.username);
  expect([again.status, again.body.warnings]).toMatchObject([201, [{ field: "traceIds.0" }]]);
});

test("an account's wallet hands over what its custodial address holds with what is its own", async () => {
  const firm = await api.account("supplier");
  const before = await create(firm);
  const trace = await signedTrace(await boundTo(Wallet.createRandom(), firm), "Figs");
  // Once each address is the other's agent.
  await expect.poll(async () => (await handOver([before, trace], shop.username, firm)).status).toBe(202);
});

test("an acceptance whose consent the giver's wallet voids before it lands has failed, and holds the batch up no more", async () => {
  const { wallet, trace: contract } = await api.chain.actor(95, "producer");
  const own = await walletFirm("supplier", wallet);
  const trace = await signedTrace(own, "Quinces");
  const { id, typedData } = (await handOver([trace], shop.username, own.firm)).body.data;
  await answer(own.firm, id, "signature", { signature: await own.sign(typedData) });

  const setPaused = api.chain.asAdmin.getFunction("setPaused");
  await (await setPaused(true)).wait();
  const accepted = await answer(shop, id, "accept", undefined, { prefer: "respond-async" });
  expect(accepted.status).toBe(202);
  await (await contract.getFunction("voidNonce")(typedData.message.nonce)).wait();
  await (await setPaused(false)).wait();
  await api.chain.mine(5);

  const operation = async () => (await call(shop, "GET", `/v1/operations/${accepted.body.data.id}`)).body.data;
  await expect.poll(async () => (await operation()).state).toBe("failed");
  expect(JSON.stringify(await operation())).toContain("consent holds no more");
  expect(await holderOf(trace.id)).toBe(wallet.address.toLowerCase());
  expect((await read(shop, id)).onChain).toBe(false);
});
