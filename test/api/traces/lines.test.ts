/** Every line of the contract, as anybody reads it from the mirror. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_HEAD } from "../../../proof/head.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let trace: { readonly id: string; readonly chain: { readonly batchId: string } };
beforeAll(async () => {
  api = await startApi();
  const { token } = await api.account("supplier");
  const make = (body: object) => api.call("POST", "/v1/traces", { token, body });
  await make({ name: "Pears", quantity: 1, unit: "kg" });
  trace = (await make({ name: "Apples", quantity: 2, unit: "kg", visibility: "restricted" })).body.data;
});
afterAll(() => api.close());

const read = async (query = "") => (await api.call("GET", `/v1/lines${query}`)).body;

test("all lines come in the contract's order, page by page, each with the chain up to it", async () => {
  const { data, meta } = await read("?limit=1000");
  const { mirror } = (await api.call("GET", "/v1/integrity")).body.data;
  expect(meta).toEqual({ nextAfter: null });
  expect(data.map(({ line }: { line: number }) => line)).toEqual(Array.from({ length: mirror.lines }, (_, i) => i + 1));
  expect(data.at(-1).chain).toBe(mirror.chain);
  expect(new Set([EMPTY_HEAD, ...data.map(({ chain }: { chain: string }) => chain)]).size).toBe(mirror.lines + 1);
  expect(data.some(({ batchId, seq }: { batchId: unknown; seq: unknown }) => batchId === null && seq === null)).toBe(
    true,
  );

  const first = await read("?limit=2");
  expect(first.meta).toEqual({ nextAfter: 2 });
  const rest = await read("?after=2&limit=1000");
  expect([...first.data, ...rest.data]).toEqual(data);
});

test("those of one batch are found by either of its ids; no code, no name and no document is told", async () => {
  const { data } = await read(`?batch=${trace.id}`);
  expect(data).toEqual([expect.objectContaining({ event: "Created", batchId: trace.chain.batchId, seq: 1 })]);
  expect((await read(`?batch=${trace.chain.batchId}`)).data).toEqual(data);
  expect(Object.keys(data[0]).toSorted()).toEqual([
    "batchId",
    "blockNumber",
    "chain",
    "event",
    "line",
    "seq",
    "timestamp",
    "transactionHash",
  ]);
});

test.each([
  ["?limit=1001", 422],
  ["?limit=0", 422],
  ["?after=-1", 422],
  ["?after=x", 422],
  ["?batch=AP1", 422],
  [`?batch=trace-${"0".repeat(32)}`, 404],
  [`?batch=0x${"0".repeat(64)}`, 404],
])("%s is refused", async (query, status) => {
  expect((await api.call("GET", `/v1/lines${query}`)).status).toBe(status);
});
