/** The same acts through any dialect, and by a bare wallet, leave the same on chain and in SQL; each shows the others'. */
import { encodeBytes32String, hexlify, id, randomBytes, ZeroAddress } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../../api/app.ts";
import { admit } from "./support/admit.ts";
import { type Api, clientOf, makeAdministrator, startApi } from "./support/api.ts";

let api: Api;
let grower: Awaited<ReturnType<Api["account"]>>;
let factory: typeof grower;
let carrier: typeof grower;
let laboratory: typeof grower;
let wallet: Awaited<ReturnType<Api["chain"]["actor"]>>;
beforeAll(async () => {
  api = await startApi();
  [grower, factory, carrier, laboratory] = [
    await api.account("supplier"),
    await api.account("processor"),
    await api.account("logistics"),
    await api.account("inspector"),
  ];
  wallet = await api.chain.actor(80, "producer", "processor", "carrier", "inspector");
});
afterAll(() => api.close());

const digest = () => hexlify(randomBytes(32));
const post = async (path: string, { token }: { token: string }, body: unknown) => {
  const { status, body: answer, text } = await api.call("POST", path, { token, body });
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return answer;
};
const send = async (verb: string, ...parameters: unknown[]) =>
  (await wallet.trace.getFunction(verb)(...parameters)).wait();
const mirrored = (code: string) =>
  api.database.raw.prepare("select id, code from batches where code = ? or id = ?").get(code, code) as
    | { id: string; code: string }
    | undefined;

/** A batch's id on chain, once it is mirrored with so many lines. */
async function settled(name: string, lines: number): Promise<string> {
  return vi.waitFor(() => {
    const row = mirrored(name);
    if (!row) throw new Error("not mirrored yet");
    const count = api.database.raw.prepare("select count(*) from facts where batch_id = ?").pluck().get(row.id);
    if (count !== lines) throw new Error(`${count} lines`);
    return row.id;
  }, 120_000);
}

/** The journey from a farm to a shop, through each dialect that can tell it; gives the batch's id on chain. */
const FARM_TO_SHOP: Readonly<Record<string, () => Promise<string>>> = {
  async traces() {
    const { data } = await post("/v1/traces", grower, { name: "番茄", quantity: 1, unit: "kg" });
    const events = `/v1/traces/${data.id}/events`;
    await admit(api, grower, data.id, factory, carrier);
    await post(events, grower, { type: "harvest", location: "山东寿光" });
    await post(events, factory, { type: "processing" });
    await post(events, carrier, { type: "transport", description: "冷链运输" });
    return data.chain.batchId;
  },
  async tomato() {
    const tomato = { production_area: "山东寿光", harvest_date: "2024-01-15" };
    const { tomato_id } = await post("/add-tomato", grower, tomato);
    await post("/tomato/harvest", grower, { tomato_id, ...tomato });
    await post("/tomato/processing", factory, { tomato_id, processing_date: "2024-01-16" });
    await post("/tomato/transport", carrier, { tomato_id, transport_info: "冷链运输" });
    return tomato_id.replace("TOMATO_", "0x");
  },
  async wallet() {
    const code = "WALLET-FARM";
    await send("create", code, "0x4b474d", 1000n, true, wallet.wallet.address, digest());
    for (const kind of ["harvest", "processing", "transport"]) {
      await send("record", id(code), encodeBytes32String(kind), digest());
    }
    return settled(code, 4);
  },
};

/** A batch that passes its inspection. */
const INSPECTED: Readonly<Record<string, () => Promise<string>>> = {
  async traces() {
    const { data } = await post("/v1/traces", grower, { name: "Apples", quantity: 1, unit: "kg" });
    await post(`/v1/traces/${data.id}/events`, laboratory, { type: "inspection", status: "passed" });
    return data.chain.batchId;
  },
  async inspection() {
    const batch = await post("/batches", grower, { metadata: { name: "Apples", quantity: 1, unit: "kg" } });
    const inspection = { result: "pass", file_url: "https://lab.example/report.pdf" };
    await post(`/batches/${batch.id}/inspection`, laboratory, inspection);
    return `0x${(await api.call("GET", `/v1/traces/${batch.id}`, { token: grower.token })).body.data.chain.batchId.slice(2)}`;
  },
  async wallet() {
    const code = "WALLET-INSPECTED";
    await send("create", code, "0x4b474d", 1000n, true, wallet.wallet.address, digest());
    await send("inspect", id(code), 1, digest());
    return settled(code, 2);
  },
};

/** What must not differ: everything but who acted, when, on which batch, and the documents' digests. */
function factsOf(batchId: string): unknown {
  const lines = api.database.raw
    .prepare("select event, kind, seq, amended, args from facts where batch_id = ? order by seq")
    .all(batchId) as { args: string }[];
  const { code, custodian, ...state } = api.database.raw
    .prepare("select code, custodian, unit, seq, status, verdict, offered_to, described_by from batches where id = ?")
    .get(batchId) as Record<string, unknown>;
  return {
    state,
    lines: lines.map(({ args, ...line }) => ({ ...line, names: Object.keys(JSON.parse(args)).sort() })),
  };
}

const onChain = async (batchId: string) => {
  const { seq, status, verdict } = await api.chain.trace.getFunction("batchOf")(batchId);
  return { seq, status, verdict };
};

test("who is admitted through the API and by a bare wallet is admitted alike", async () => {
  const { data } = await post("/v1/traces", grower, { name: "Pears", quantity: 1, unit: "kg" });
  await admit(api, grower, data.id, carrier);
  const code = "WALLET-PARTY";
  const [batch, own] = [id(code), wallet.wallet.address];
  await send("create", code, "0x4b474d", 1000n, false, own, digest());
  await send("setParty", batch, own, carrier.user.address, true);
  await settled(code, 1);
  const told = async (traceId: string) => {
    const { body } = await api.call("GET", `/v1/traces/${traceId}/parties`, { token: carrier.token });
    return body.data.map(({ holder, since, chain, ...party }: Record<string, unknown>) => party);
  };
  const byWallet = `trace-${batch.slice(2, 34)}`;
  await vi.waitFor(async () => expect(await told(byWallet)).toHaveLength(1), 120_000);
  expect(await told(byWallet)).toEqual(await told(data.id));
  for (const traceId of [data.id, byWallet]) await post(`/v1/traces/${traceId}/events`, carrier, { type: "transport" });
});

test("an amount and a day in each dialect's words are the same amount on chain, and the same day told", async () => {
  const told = { name: "黄瓜", quantity: "12.5", unit: "公斤", harvestDate: "2024-01-15" };
  const byTraces = (await post("/v1/traces", grower, told)).data.id;
  const metadata = { name: "黄瓜", quantity: 12.5, unit: "kg", harvest_date: "2024-01-15" };
  const byInspection = (await post("/batches", grower, { metadata })).id;
  await send("create", "WALLET-AMOUNT", "0x4b474d", 12_500n, true, wallet.wallet.address, digest());
  const batchId = await settled("WALLET-AMOUNT", 1);

  const shown = [];
  for (const traceId of [byTraces, byInspection, `trace-${batchId.slice(2, 34)}`]) {
    const { data } = (await api.call("GET", `/v1/traces/${traceId}`, { token: grower.token })).body;
    const { quantity } = await api.chain.trace.getFunction("batchOf")(data.chain.batchId);
    expect([quantity, data.quantity], traceId).toEqual([12_500n, 12.5]);
    shown.push([data.unit, data.harvestDate]);
  }
  const day = expect.stringMatching(/^2024-01-1[45]T/);
  // The unit is the one on chain, said as its holder said it.
  expect(shown).toEqual([
    ["公斤", day],
    ["kg", shown[0]?.[1]],
    ["kg", null],
  ]);
});

describe.each([
  ["the journey from a farm to a shop", FARM_TO_SHOP],
  ["an inspected batch", INSPECTED],
])("%s", (_, dialects) => {
  const batches = new Map<string, string>();

  test.each(Object.keys(dialects))("is told through %s", async (name) => {
    batches.set(name, await (dialects[name] as () => Promise<string>)());
  });

  test("leaves the same facts on chain and in SQL, whatever told it", async () => {
    const [first, ...others] = [...batches.values()];
    expect(others).toHaveLength(2);
    for (const other of others) {
      expect(factsOf(other)).toEqual(factsOf(first as string));
      expect(await onChain(other)).toEqual(await onChain(first as string));
    }
  });

  test("each dialect shows the others' batches", async () => {
    const { token } = grower;
    for (const [name, batchId] of batches) {
      const traceId = `trace-${batchId.slice(2, 34)}`;
      const told = name === "wallet" ? null : expect.any(String);
      const trace = (await api.call("GET", `/v1/traces/${traceId}`, { token })).body.data;
      expect(trace, name).toMatchObject({ id: traceId, name: told, unit: "kg", status: "active" });
      const isInspected = dialects === INSPECTED;
      expect(trace.qualityTests.map((each: { status: string }) => each.status)).toEqual(isInspected ? ["passed"] : []);
      expect(trace.processing).toHaveLength(isInspected ? 0 : 1);
      expect(trace.logistics).toHaveLength(isInspected ? 0 : 1);

      const batch = (await api.call("GET", `/batches/${traceId}`, { token })).body;
      expect(batch, name).toMatchObject({ id: traceId, status: isInspected ? "passed" : "created" });
      expect(batch.inspections.map((each: { result: string }) => each.result)).toEqual(isInspected ? ["pass"] : []);

      const tomato = (await api.call("GET", `/tomato/TOMATO_${batchId.slice(2)}`)).body;
      const custodian = name === "wallet" ? wallet.wallet.address : grower.user.address;
      expect(tomato.base, name).toMatchObject({ TomatoId: `TOMATO_${batchId.slice(2)}`, Grower: custodian });
      if (!isInspected) {
        const own = name === "wallet";
        expect(tomato.process.Factory).toBe(own ? wallet.wallet.address : factory.user.address);
        // A wallet's lines have no documents here: by the document's rule 9.1 an empty struct has no address either.
        expect(tomato.transport.Logistic).toBe(own ? ZeroAddress : carrier.user.address);
        expect(tomato.transport.TransportInfo).toBe(own ? "" : "冷链运输");
      }

      const shown = (await api.call("GET", `/v1/traces/public/${trace.batchCode}`)).body.data;
      expect(shown.journey.length).toBeGreaterThan(0);
    }
  });
});

test("what becomes of a batch and of a part of it is the same by HTTP and by bare wallets", async () => {
  const { data } = await post("/v1/traces", grower, { name: "Apples", quantity: 10, unit: "kg" });
  const path = `/v1/traces/${data.id}`;
  await post(`${path}/split`, grower, { parts: [{ quantity: 4, batchCode: "A" }] });
  await post(`${path}/consumption`, grower, { quantity: 1, reason: "sold" });
  await post(`${path}/offers`, grower, { to: factory.username });
  await post(`${path}/offers/accept`, factory, {});
  const recall = { class: 1, scope: "batch", reason: "Residues", instruction: "Return it", contact: "400 800 1234" };
  await post(`${path}/recall`, grower, recall);

  const code = "WALLET-MOVED";
  const other = await api.chain.actor(81, "processor");
  await send("create", code, "0x4b474d", 10_000n, true, wallet.wallet.address, digest());
  await send("split", code, [{ name: "A", quantity: 4_000n, digest: digest() }], digest());
  await send("consume", id(code), 1_000n, 0, digest());
  await send("offerCustody", id(code), other.wallet.address, digest());
  await (await other.trace.getFunction("acceptCustody")(id(code), 5_000n, digest())).wait();
  await send("recall", id(code), digest());
  const told = await settled(data.batchCode, 6);
  expect(factsOf(await settled(code, 6))).toEqual(factsOf(told));
  expect(await onChain(id(code))).toEqual(await onChain(told));
  expect(factsOf(await settled(`${code}~A`, 1))).toEqual(factsOf(await settled(`${data.batchCode}~A`, 1)));
  const edges = (batchId: string) =>
    api.database.raw.prepare("select kind, quantity from lineage_edges where parent = ?").all(batchId);
  expect(edges(id(code))).toEqual(edges(told));
});

describe("a role granted and revoked", () => {
  /** The lines of an address's roles, and how its application stands. */
  const standing = async (address: string, userId: number, token: string) => {
    const facts = api.database.raw
      .prepare("select args from facts where event = 'RolesSet' and json_extract(args, '$.account') = ? order by line")
      .pluck()
      .all(address.toLowerCase()) as string[];
    const { data } = (await api.call("GET", `/v1/role-applications/user-${userId}`, { token })).body;
    return { roles: facts.map((args) => JSON.parse(args).roles), status: data.status, awaits: data.awaits };
  };

  test("leaves the same through the API and by a registrar's own wallet", async () => {
    const administrator = await api.account("unauth");
    await makeAdministrator(api, administrator.user.id);
    const approval = { ...api.services, settings: { ...api.services.settings, registration: "approval" as const } };
    const { call } = clientOf(
      createApp({
        services: approval,
        health: {} as never,
        rpc: async () => ({}),
        web: new Map(),
        logger: pino({ level: "silent" }),
      }),
    );
    const applicant = async (username: string) => {
      const body = { username, email: `${username}@example.com`, password: "Secret123", role: "supplier" };
      return (await call("POST", "/api/auth/register", { body })).body.user as { id: number; address: string };
    };
    const [here, direct] = [await applicant("granted-here"), await applicant("granted-directly")];
    const decide = (verb: string) =>
      post(`/v1/role-applications/user-${here.id}/${verb}`, administrator, {
        ...(verb === "revoke" ? { reason: "Sold" } : {}),
      });
    for (const verb of ["grant", "revoke"] as const) {
      await decide(verb);
      await (await api.chain.trace.getFunction(`${verb}Role`)(id("PRODUCER_ROLE"), direct.address)).wait();
      const told = await standing(here.address, here.id, administrator.token);
      await expect.poll(() => standing(direct.address, direct.id, administrator.token)).toEqual(told);
      expect(told.status).toBe(verb === "grant" ? "granted" : "revoked");
    }
    expect((await standing(here.address, here.id, administrator.token)).roles).toEqual([1, 0]);
  });
});
