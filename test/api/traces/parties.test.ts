/** Nobody writes in a stranger's journey unasked: parties, and batches that are open. */
import { encodeBytes32String, hexlify, id, randomBytes, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { sealDocument } from "../../../proof/document.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { stepDocument } from "../../support/made.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let carrier: Firm;
let factory: Firm;
let laboratory: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  carrier = await api.account("logistics", "Fast Delivery Co.");
  factory = await api.account("processor");
  laboratory = await api.account("inspector");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async (more: object = {}, firm = farm) =>
  (await call(firm, "POST", "/v1/traces", { name: "Apples", quantity: 5, unit: "kg", ...more })).body.data;
const userId = (firm: Firm) => `user-${firm.user.id}`.replace("user-user", "user");
const add = (firm: Firm, traceId: string, event: object) => call(firm, "POST", `/v1/traces/${traceId}/events`, event);
const partiesOf = async (traceId: string, firm = farm) =>
  (await call(firm, "GET", `/v1/traces/${traceId}/parties`)).body.data as { userId: string; note: string }[];

test("a stranger is refused before anything is sent, with the holder's name and the route; once admitted it writes", async () => {
  const trace = await create();
  expect(trace.contributions).toBe("named");
  const before = api.database.raw.prepare("select count(*) from operations").pluck().get();
  const refused = await add(carrier, trace.id, { type: "transport" });
  expect(refused.status).toBe(403);
  expect(refused.body).toEqual({
    status: "error",
    code: "PERMISSION_DENIED",
    message: `You do not have permission to add transport events to this trace batch: its holder, Green Valley Farm, has to admit you first, by POST /v1/traces/${trace.id}/parties`,
    details: [],
  });
  expect(api.database.raw.prepare("select count(*) from operations").pluck().get()).toBe(before);

  const body = { account: userId(carrier), note: "to San Francisco" };
  const admitted = await call(farm, "POST", `/v1/traces/${trace.id}/parties`, body);
  expect(admitted.status).toBe(201);
  expect(admitted.body.data).toMatchObject({
    account: carrier.user.address,
    uri: `did:pkh:eip155:${api.services.settings.chainId}:${carrier.user.address.toLowerCase()}`,
    userId: userId(carrier),
    name: "Fast Delivery Co.",
    holder: farm.user.address,
    scope: "batch",
    note: "to San Francisco",
  });
  expect((await add(carrier, trace.id, { type: "transport" })).status).toBe(201);
  // Its own roles alone.
  const other = await add(carrier, trace.id, { type: "processing" });
  expect([other.status, other.body.message]).toEqual([
    403,
    "You do not have permission to add processing events to this trace batch",
  ]);

  // For everybody to see, without the note.
  expect(await partiesOf(trace.id)).toMatchObject([{ userId: userId(carrier), note: "to San Francisco" }]);
  expect(await partiesOf(trace.id, factory)).toMatchObject([{ userId: userId(carrier), note: null }]);

  const removed = await call(farm, "DELETE", `/v1/traces/${trace.id}/parties/${carrier.username}`);
  expect(removed.status).toBe(204);
  expect(await partiesOf(trace.id)).toEqual([]);
  expect((await add(carrier, trace.id, { type: "transport" })).status).toBe(403);
});

test("the holder tells what happens in its hands without a role for it, and authorities write unasked", async () => {
  const trace = await create();
  for (const type of ["logistics", "transport", "sale", "storage", "declaration"]) {
    expect((await add(farm, trace.id, { type })).status, type).toBe(201);
  }
  // What it found out itself is its own word: never a verdict.
  for (const [type, status] of [
    ["inspection", "failed"],
    ["quality-test", "passed"],
    ["evaluation", undefined],
  ] as const) {
    const told = await add(farm, trace.id, { type, status });
    expect([told.status, told.body.data?.type, told.body.data?.ownCheck], told.text).toEqual([201, type, true]);
    expect(told.body.data.details).toEqual(status ? { status } : {});
    expect(told.body.data).not.toHaveProperty("status");
  }
  // Its own need not say how it ended; an inspector's has to.
  expect((await add(farm, trace.id, { type: "inspection" })).body.data.ownCheck).toBe(true);
  const refused = await add(laboratory, trace.id, { type: "inspection" });
  expect([refused.status, refused.body.details[0].field]).toEqual([422, "status"]);
  expect((await add(farm, trace.id, { type: "certificate" })).status).toBe(403);
  expect((await add(factory, trace.id, { type: "inspection", status: "passed" })).status).toBe(403);
  const detail = (await call(farm, "GET", `/v1/traces/${trace.id}`)).body.data;
  expect([detail.qualityTests, detail.notice]).toEqual([[], null]);
  const said = detail.timeline.map(({ event }: { event: string }) => event);
  expect(said.filter((event: string) => event === "Checked by its holder")).toHaveLength(4);
  expect(said).not.toContain("Inspected");
  const own = (await api.call("GET", `/v1/traces/public/${trace.batchCode}`)).body.data;
  expect(own).toMatchObject({ result: null, notice: null });
  const checks = own.journey.filter((step: { ownCheck?: true }) => step.ownCheck);
  expect(checks.map((step: { stage: string; result?: string }) => [step.stage, step.result])).toEqual(
    Array(4).fill(["Quality", undefined]),
  );
  expect((await add(laboratory, trace.id, { type: "inspection", status: "passed" })).status).toBe(201);
  const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
  const capacities = body.data.journey.map((step: { by: { capacity: string } }) => step.by.capacity);
  expect(capacities.sort()).toEqual(["authority", ...Array(10).fill("holder")]);
});

test("all batches of a holder at once, with pages, and no others'", async () => {
  const own = await create();
  const others = await create({}, factory);
  const admitted = await call(farm, "POST", "/v1/parties", { account: carrier.user.address });
  expect([admitted.status, admitted.body.data.scope]).toEqual([201, "all"]);
  const wallet = Wallet.createRandom().address;
  expect((await call(farm, "POST", "/v1/parties", { account: wallet })).body.data).toMatchObject({
    account: wallet,
    userId: null,
    name: null,
  });
  expect((await add(carrier, own.id, { type: "transport" })).status).toBe(201);
  expect((await add(carrier, (await create()).id, { type: "transport" })).status).toBe(201);
  expect((await add(carrier, others.id, { type: "transport" })).status).toBe(403);

  const page = await call(farm, "GET", "/v1/parties?page=2&limit=1");
  expect(page.body).toMatchObject({
    data: [{ userId: userId(carrier) }],
    meta: { page: 2, limit: 1, totalItems: 2, totalPages: 2 },
  });
  expect((await call(factory, "GET", "/v1/parties")).body.data).toEqual([]);
  // One batch cannot leave out whom all admit.
  const alone = await call(farm, "DELETE", `/v1/traces/${own.id}/parties/${userId(carrier)}`);
  expect([alone.status, alone.body.message]).toEqual([404, expect.stringContaining("all of the holder's batches")]);
  expect((await call(farm, "DELETE", `/v1/parties/${userId(carrier)}`)).status).toBe(204);
  expect((await call(farm, "DELETE", `/v1/parties/${wallet}`)).status).toBe(204);
  expect((await add(carrier, own.id, { type: "transport" })).status).toBe(403);
});

test("who cannot be admitted is not, and nothing is done twice", async () => {
  const trace = await create();
  const path = `/v1/traces/${trace.id}/parties`;
  const tried = async (account: unknown, firm = farm) => (await call(firm, "POST", path, { account })).status;
  expect(await tried(userId(farm))).toBe(422);
  expect(await tried(api.chain.contract)).toBe(422);
  expect(await tried(`0x${"0".repeat(40)}`)).toBe(422);
  expect(await tried("user-999999")).toBe(422);
  expect(await tried("nobody-of-this-name")).toBe(422);
  // An e-mail address names nobody, though it has an account.
  expect(await tried(`${carrier.username}@example.com`)).toBe(422);
  expect(await tried("")).toBe(422);
  expect(await tried(7)).toBe(422);
  expect(await tried(userId(carrier), factory)).toBe(403);
  expect((await call(farm, "DELETE", `${path}/${userId(carrier)}`)).status).toBe(404);
  expect((await call(farm, "DELETE", `${path}/user-999999`)).status).toBe(422);

  const key = { "idempotency-key": `admit-${trace.id}` };
  const once = await call(farm, "POST", path, { account: userId(carrier) }, key);
  const again = await call(farm, "POST", path, { account: userId(carrier) }, key);
  expect([once.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(once.body);
  expect(await tried(userId(carrier))).toBe(409);

  // Two at once: one party, whatever each of them was told.
  const both = await Promise.all([tried(userId(factory)), tried(userId(factory))]);
  expect(both.every((status) => status === 201 || status === 409)).toBe(true);
  expect(await partiesOf(trace.id)).toHaveLength(2);
});

test("parties end when custody moves, hold again if it comes back, and a former holder admits nobody", async () => {
  const trace = await create();
  const batch = id(trace.batchCode);
  const path = `/v1/traces/${trace.id}/parties`;
  expect((await call(farm, "POST", path, { account: userId(carrier) })).status).toBe(201);
  const move = async (from: Firm, to: Firm) => {
    const { services } = api;
    const accountOf = async (firm: Firm) => {
      const number = Number(String(firm.user.id).replace("user-", ""));
      const account = await services.accounts.byId(number);
      if (!account) throw new Error("no account");
      return account;
    };
    const digest = () => hexlify(randomBytes(32)) as `0x${string}`;
    const [giver, taker] = [await accountOf(from), await accountOf(to)];
    const code = trace.batchCode as string;
    const offer = await services.outbox.accept(giver.id, {
      verb: "offerCustody",
      code,
      to: taker.address,
      digest: digest(),
    });
    await services.outbox.settle(offer.id, 60_000);
    const accepted = { verb: "acceptCustody", code, quantity: 5_000, digest: digest() } as const;
    const taken = await services.outbox.accept(taker.id, accepted);
    await services.outbox.settle(taken.id, 60_000);
  };
  await move(farm, factory);
  expect((await api.chain.trace.getFunction("batchOf")(batch)).custodian).toBe(factory.user.address);
  const refused = await add(carrier, trace.id, { type: "transport" });
  expect([refused.status, await partiesOf(trace.id)]).toEqual([403, []]);
  expect((await call(farm, "POST", path, { account: userId(laboratory) })).status).toBe(403);
  await move(factory, farm);
  expect((await add(carrier, trace.id, { type: "transport" })).status).toBe(201);
});

test("a batch is opened and closed by its holder, by a line of its own", async () => {
  const trace = await create({ contributions: "open" });
  expect(trace.contributions).toBe("open");
  expect((await add(carrier, trace.id, { type: "transport" })).status).toBe(201);
  const path = `/v1/traces/${trace.id}`;
  const closed = await call(farm, "PATCH", path, { contributions: "named" });
  expect([closed.status, closed.body.data.contributions]).toEqual([200, "named"]);
  expect((await add(carrier, trace.id, { type: "transport" })).status).toBe(403);
  expect((await call(carrier, "PATCH", path, { contributions: "open" })).status).toBe(403);
  expect((await call(farm, "PATCH", path, { contributions: "everybody" })).status).toBe(422);
  expect((await call(farm, "PATCH", path, { name: "Fuji", contributions: "open" })).status).toBe(422);
  expect((await call(farm, "PATCH", path, { name: "Fuji", contributions: "named" })).status).toBe(200);
  const { body } = await call(farm, "GET", path);
  expect(body.data).toMatchObject({ name: "Fuji", contributions: "named" });
  const { body: events } = await call(farm, "GET", `${path}/events?type=opening`);
  expect(events.data).toMatchObject([{ details: { contributions: "named" } }]);
});

test("an impostor by name, three years back: refused on a named batch, and on an open one a step under its own", async () => {
  const impostor = await api.account("logistics", "Green Valley Farm");
  const harvestDate = "2020-05-15T08:00:00Z";
  const date = new Date(Date.now() - 3 * 365.25 * 86_400_000).toISOString();
  const event = { type: "transport", date, title: "Sold to everybody" };
  const named = await create({ harvestDate });
  expect((await add(impostor, named.id, event)).status).toBe(403);
  const open = await create({ harvestDate, contributions: "open" });
  expect((await add(impostor, open.id, event)).status).toBe(201);
  const before = await add(impostor, open.id, { ...event, date: "2017-01-01" });
  expect(before.status).toBe(201);

  const { body } = await api.call("GET", `/v1/traces/public/${open.batchCode}`);
  const step = body.data.journey.at(-1);
  expect(step).toMatchObject({
    date: date.slice(0, 10),
    by: {
      name: "Green Valley Farm",
      confirmed: false,
      address: impostor.user.address,
      capacity: "role",
      roles: ["carrier"],
    },
    recordedLate: true,
  });
  expect(Date.parse(step.recordedAt)).toBeGreaterThan(Date.parse(date) + 86_400_000);
  expect(body.data.journey).toHaveLength(2);
  expect(body.data.statements).toMatchObject([
    { reason: "before-batch", date: "2017-01-01T00:00:00Z", title: event.title },
  ]);
});

test("whatever a stranger's wallet names on an open batch, that is its statement, and the batch stays verified", async () => {
  const trace = await create({ contributions: "open" });
  const other = await create();
  const stranger = await api.chain.actor(900, "carrier");
  const { objects } = api.services;
  const file = await objects.put(new TextEncoder().encode("a file"), { restricted: false });
  const missing = `0x${"77".repeat(32)}` as const;
  const sealed = ["0", "1"].map((salt, index) =>
    sealDocument({
      ...(stepDocument("transport", {
        attachments: [
          {
            type: "document",
            title: "",
            sha256: index ? missing : file.sha256,
            size: 5,
            mediaType: "text/plain",
            cid: "",
          },
        ],
      }) as RecordDocument),
      code: trace.batchCode,
      salt: salt.repeat(32),
      eventTime: new Date().toISOString(),
    }),
  );
  for (const { bytes } of sealed) await objects.put(bytes, { restricted: false });
  // Of nothing, of another batch, and two that name files which are not as they say.
  const digests = [hexlify(randomBytes(32)), other.chain.digest, ...sealed.map(({ digest }) => digest)];
  const record = stranger.trace.getFunction("record");
  for (const digest of digests)
    await (await record(id(trace.batchCode), encodeBytes32String("transport"), digest)).wait();

  const shown = await vi.waitFor(async () => {
    const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
    expect(body.data.statements.length + body.data.journey.length).toBe(5);
    return body.data;
  }, 60_000);
  const by = expect.objectContaining({ name: null, capacity: "role", roles: ["carrier"] });
  const unreadable = { reason: "unreadable", date: null, by, withheld: true };
  expect(shown.statements).toMatchObject([unreadable, unreadable]);

  const { body: proof } = await api.call("GET", `/v1/traces/public/${trace.batchCode}/proof`);
  const { verdict, checks } = await verifyProof(proof.data, {
    code: trace.batchCode,
    rpc: httpRpc(api.chain.url),
    fetchBytes: async () => new TextEncoder().encode("a file"),
  });
  expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(verdict).toBe("verified");
  const reasons = checks.filter(({ outcome }) => outcome === "withheld").map(({ seq, reason }) => [seq, reason]);
  expect(reasons).toEqual([
    [2, "statement-without-document"],
    [3, "document-of-other-batch"],
    [4, "other-size"],
    [5, "statement-without-file"],
  ]);
});

test("an account that signs with its own wallet admits by its signature", async () => {
  const trace = await create();
  const wallet = Wallet.createRandom();
  const path = "/auth/wallet/challenge";
  const { body } = await call(farm, "POST", path, { address: wallet.address });
  const signature = await wallet.signMessage(body.message);
  const bound = await call(farm, "POST", "/auth/wallet", { address: wallet.address, message: body.message, signature });
  expect(bound.status, bound.text).toBe(200);
  // The earlier batch is its custodial address's, for which the wallet acts as soon as the chain says so.
  const earlier = await call(farm, "POST", `/v1/traces/${trace.id}/parties`, { account: userId(carrier) });
  expect([201, 202]).toContain(earlier.status);

  const proposed = await call(farm, "POST", "/v1/parties", { account: userId(carrier) });
  expect([proposed.status, proposed.body.data.verb, proposed.body.data.state]).toEqual([202, "setParty", "unsigned"]);
  const { domain, types, message } = proposed.body.data.typedData;
  const { EIP712Domain: _, ...structs } = types;
  const signed = await call(farm, "POST", `/v1/operations/${proposed.body.data.id}/signature`, {
    signature: await wallet.signTypedData(domain, structs, message),
  });
  expect(signed.status, signed.text).toBe(200);
  const { body: own } = await call(farm, "GET", "/v1/parties");
  expect(own.data).toMatchObject([{ userId: userId(carrier), holder: wallet.address, scope: "all" }]);
});
