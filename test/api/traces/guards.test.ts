/** What a change of a batch, and a step on another's, may and may not do: each guard by itself. */
import { id as keccak256Text } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { admit } from "../support/admit.ts";
import { type Api, startApi } from "../support/api.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let grower: Account;
let carrier: Account;
let rival: Account;
beforeAll(async () => {
  api = await startApi();
  grower = await api.account("supplier");
  carrier = await api.account("logistics");
  rival = await api.account("logistics");
});
afterAll(() => api.close());

const create = async (change: object) => {
  const body = { name: "Apples", quantity: 1, unit: "kg", ...change };
  return (await api.call("POST", "/v1/traces", { token: grower.token, body })).body.data;
};
const rows = (table: string) => api.database.raw.prepare(`select count(*) from ${table}`).pluck().get();
const objects = () => Promise.all([rows("operations"), rows("records")]);

test("a recalled batch cannot be described anew, and nothing is written for it", async () => {
  const { id, batchCode } = await create({ batchCode: "RECALLED-1" });
  const { trace } = await api.chain.actor(60, "regulator");
  await (await trace.getFunction("orderRecall")(keccak256Text(batchCode), keccak256Text("a notice"))).wait();
  const state = async () => (await api.call("GET", `/v1/traces/public/${batchCode}`)).body.data.status;
  await vi.waitFor(async () => expect(await state()).toBe("recalled"), { timeout: 120_000 });

  const before = await objects();
  const refused = await api.call("PATCH", `/v1/traces/${id}`, { token: grower.token, body: { name: "Fine again" } });
  expect([refused.status, refused.body.message]).toEqual([409, "The batch is recalled: it cannot change"]);
  expect(await objects()).toEqual(before);
});

test("a restricted batch that is described anew stays restricted", async () => {
  const { id } = await create({ batchCode: "SECRET-1", name: "Hidden cultivar", restricted: true });
  const changed = await api.call("PATCH", `/v1/traces/${id}`, {
    token: grower.token,
    body: { name: "Hidden cultivar, second year", description: "Hidden text", status: "suspended" },
  });
  expect([changed.status, changed.body.data.name]).toEqual([200, "Hidden cultivar, second year"]);
  const paths = ["public/SECRET-1", "public/SECRET-1/proof"].map((path) => `/v1/traces/${path}`);
  for (const path of paths) expect((await api.call("GET", path)).text).not.toMatch(/hidden/i);
  for (const path of ["", "/revisions", "/events"].map((rest) => `/v1/traces/${id}${rest}`)) {
    expect((await api.call("GET", path, { token: rival.token })).text).not.toMatch(/hidden/i);
  }
  const { documents } = (await api.call("GET", "/v1/traces/public/SECRET-1/proof")).body.data;
  expect(Object.values(documents).map((document) => (document as { status: string }).status)).toEqual([
    "restricted",
    "restricted",
  ]);
});

test("a carrier reads its own restricted step on another's batch, and no other carrier does", async () => {
  const { id } = await create({ batchCode: "CARRIED-1" });
  await admit(api, grower, id, carrier);
  const body = { type: "transport", title: "Night ride", description: "Hidden road", restricted: true };
  const added = await api.call("POST", `/v1/traces/${id}/events`, { token: carrier.token, body });
  expect(added.status).toBe(201);
  const events = async ({ token }: Account) => (await api.call("GET", `/v1/traces/${id}/events`, { token })).text;
  expect(await events(carrier)).toContain("Hidden road");
  expect(await events(grower)).toContain("Hidden road");
  expect(await events(rival)).not.toContain("Hidden road");
});
