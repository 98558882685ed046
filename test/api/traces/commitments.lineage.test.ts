/** Commitment certificates of goods that are divided and mixed: anew for what became of them, and never for what is bad. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let buyer: Account;
let inspector: Account;
beforeAll(async () => {
  api = await startApi();
  buyer = await api.account("processor", "昌乐瓜果收购站");
  inspector = await api.account("inspector", "昌乐检测站");
});
afterAll(() => api.close());

const post = (path: string, body: unknown, { token } = buyer) => api.call("POST", path, { token, body });
const create = async () =>
  (await post("/v1/traces", { name: "西瓜", quantity: 100, unit: "kg" })).body.data as {
    id: string;
    batchCode: string;
  };
const issue = (traceId: string, more: object = {}) =>
  post(`/v1/traces/${traceId}/commitments`, {
    basis: ["质量安全控制"],
    contact: "0536-6660002",
    place: "昌乐县",
    ...more,
  });
const inspect = (traceId: string, status: string) =>
  post(`/v1/traces/${traceId}/events`, { type: "quality-test", status, title: "农残" }, inspector);
const statusOf = async (number: string) => (await api.call("GET", `/v1/commitments/${number}`)).body.data.status;

test("after a split the whole's certificate is outdated until a newer one; each part gets its own", async () => {
  const whole = await create();
  const { number } = (await issue(whole.id)).body.data;
  const { parts } = (await post(`/v1/traces/${whole.id}/split`, { parts: [{ quantity: 30 }] })).body.data;
  expect(await statusOf(number)).toBe("outdated");
  const label = () => api.call("GET", `/v1/traces/${whole.id}/labels.pdf?commitment=1`, { token: buyer.token });
  expect((await label()).status).toBe(409);
  const part = await issue(parts[0].id, { collected: [number] });
  expect([part.status, part.body.data.quantity, part.body.data.collected[0].number]).toEqual([201, "30", number]);
  const newer = await issue(whole.id);
  expect([newer.status, newer.body.data.quantity, await statusOf(number)]).toEqual([201, "70", "superseded"]);
  expect((await label()).status).toBe(200);
});

test("what was mixed of two gets one that names both; of goods that failed it gets none, however they were divided", async () => {
  const [one, two] = [await create(), await create()];
  const collected = [(await issue(one.id)).body.data.number, (await issue(two.id)).body.data.number];
  const inputs = [one, two].map(({ id }) => ({ traceId: id, quantity: 50 }));
  const mixed = await post("/v1/transformations", {
    inputs,
    outputs: [{ name: "西瓜（混装）", quantity: 100, unit: "kg" }],
  });
  expect([mixed.status, mixed.text]).toEqual([201, expect.any(String)]);
  const [output] = mixed.body.data.outputs;
  const { status, body } = await issue(output.id, { collected });
  expect([status, body.data.product]).toEqual([201, "西瓜（混装）"]);
  expect(body.data.collected.map((each: { number: string }) => each.number)).toEqual(collected);

  await inspect(one.id, "failed");
  const failed = await issue(output.id);
  expect([failed.status, failed.body.message]).toEqual([409, expect.stringMatching(/made of failed an inspection/)]);
  const { parts } = (await post(`/v1/traces/${output.id}/split`, { parts: [{ quantity: 10 }] })).body.data;
  expect((await issue(parts[0].id)).status).toBe(409);
  await inspect(parts[0].id, "passed");
  expect((await issue(parts[0].id)).status).toBe(201);
});
