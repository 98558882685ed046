/** The chain's node is away while somebody writes: they are told so, nothing is lost, and the same request goes on later. */
import type { HDNodeWallet, TypedDataField } from "ethers";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createRpc } from "../../chain/rpc.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { until } from "../support/process.ts";
import { startTcpRoad, type TcpRoad } from "../support/road.ts";
import { type Api, startApi } from "./support/api.ts";

let road: TcpRoad;
let api: Api;
/** Signs with its own wallet. */
let token: string;
let wallet: HDNodeWallet;
/** Has its key here. */
let custodial: string;

beforeAll(async () => {
  road = await startTcpRoad();
  // The indexer reaches the node by another road: what it brings is seen at any time.
  api = await startApi({ parts: { rpc: createRpc(road.url, { timeout: 5_000 }) }, settings: { writeTimeout: 20_000 } });
  road.leadTo(api.chain.url);
  const account = await api.account("supplier");
  ({ token } = account);
  ({ wallet } = await api.chain.actor(91, "producer"));
  api.database.raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(wallet.address.toLowerCase(), account.user.id);
  // Its grant lands after the wallet's: once it is mirrored, so is that.
  custodial = (await api.account("supplier")).token;
});
afterEach(() => road.open());
afterAll(async () => {
  await api.close();
  await road.close();
});

const APPLES = { name: "Apples", quantity: 5, unit: "kg" };
const lines = async () => await api.chain.lineCount();

function signatureOf({ domain, types, message }: TypedData): Promise<string> {
  const { EIP712Domain: _, ...structs } = types;
  return wallet.signTypedData(domain, structs as unknown as Record<string, TypedDataField[]>, message);
}

const AWAY = "The chain cannot be asked now: try again";
test.each([
  [
    "traces",
    "/v1/traces",
    APPLES,
    503,
    { status: "error", message: AWAY, code: "SERVICE_UNAVAILABLE" },
    (body: { data: { typedData: TypedData } }) => body.data.typedData,
  ],
  [
    "inspection",
    "/batches",
    { metadata: {} },
    503,
    { status: 503, detail: AWAY },
    (body: { operation: { typed_data: TypedData } }) => body.operation.typed_data,
  ],
  [
    "tomato",
    "/add-tomato",
    { production_area: "山东寿光", harvest_date: "2024-01-15" },
    500,
    { error: `Failed to add tomato info: ${AWAY}` },
    (body: { operation: { typed_data: TypedData } }) => body.operation.typed_data,
  ],
] as const)("%s: an act for a wallet is not proposed while the chain is away, and is afterwards", async (...row) => {
  const [dialect, path, body, status, failure, typedDataOf] = row;
  const headers = { "idempotency-key": `away-${dialect}` };
  const write = () => api.call("POST", path, { token, body, headers });
  await road.close();
  const refused = await write();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([status, "5"]);
  expect(refused.body).toMatchObject(failure);
  expect(refused.text).not.toMatch(/127\.0\.0\.1|ECONN|eth_/);

  await road.open();
  const proposed = await write();
  expect(proposed.status).toBe(202);
  expect(typedDataOf(proposed.body as never)).toMatchObject({ primaryType: "Create" });
});

test("a key's signature is taken while the chain is away, and its act lands once when it is back", async () => {
  const { data } = (await api.call("POST", "/v1/traces", { token, body: APPLES })).body;
  const sign = (signature: string) =>
    api.call("POST", `/v1/operations/${data.id}/signature`, { token, body: { signature } });
  const state = async () => (await api.call("GET", `/v1/operations/${data.id}`, { token })).body.data.state;
  const signature = await signatureOf(data.typedData);
  const before = await lines();
  await road.close();
  // Whether a contract wallet takes one that is no key's, only the chain can say.
  const refused = await sign(`0x${"11".repeat(65)}`);
  expect([refused.status, refused.body.message, refused.headers.get("retry-after")]).toEqual([503, AWAY, "5"]);
  expect(await state()).toBe("unsigned");
  expect((await sign(signature)).status).toBe(202);

  await road.open();
  await until(async () => ["mined", "final"].includes(await state()));
  expect(await lines()).toBe(before + 1);
});

test("an act of an account whose key is here is accepted while the chain is away, and lands once when it is back", async () => {
  const before = await lines();
  await road.close();
  const headers = { "idempotency-key": "away-custodial", prefer: "respond-async" };
  const write = () => api.call("POST", "/v1/traces", { token: custodial, body: APPLES, headers });
  const accepted = await write();
  expect(accepted.status).toBe(202);
  expect((await write()).body.data.id).toBe(accepted.body.data.id);

  await road.open();
  await until(async () => (await write()).status === 201);
  expect(await lines()).toBe(before + 1);
});
