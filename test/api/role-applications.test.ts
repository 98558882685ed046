/** Where registration needs approval, a role is granted by a regulator, an administrator, or directly on chain. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Api, makeAdministrator, startApi } from "./support/api.ts";

let api: Api;
let regulator: string;

beforeAll(async () => {
  api = await startApi({ settings: { registration: "approval" } });
  const overseer = await api.account("regulator");
  const role = await api.chain.trace.getFunction("REGULATOR_ROLE")();
  await (await api.chain.trace.getFunction("grantRole")(role, overseer.user.address)).wait();
  regulator = overseer.token;
  await vi.waitFor(async () => {
    expect((await api.call("GET", "/v1/role-applications", { token: regulator })).status).toBe(200);
  }, 120_000);
});
afterAll(() => api.close());

const BATCH = { name: "Apples", quantity: 1, unit: "kg" };
const create = (token: string) => api.call("POST", "/v1/traces", { token, body: BATCH });
const grant = (token: string, user: number | string) =>
  api.call("POST", `/v1/role-applications/user-${user}/grant`, { token });
const applicants = async (token: string, query = "") =>
  (await api.call("GET", `/v1/role-applications${query}`, { token })).body;

test("an administrator sees who waits, and grants; from then on the account may write", async () => {
  const administrator = await api.account("unauth");
  expect((await api.call("GET", "/v1/role-applications", { token: administrator.token })).status).toBe(403);
  await makeAdministrator(api, administrator.user.id);
  const grower = await api.account("supplier", "Green Valley Farm");
  expect((await create(grower.token)).status).toBe(403);
  const waiting = await applicants(administrator.token);
  expect(waiting.data).toEqual([
    {
      userId: `user-${grower.user.id}`,
      username: grower.username,
      name: "Green Valley Farm",
      role: "producer",
      address: grower.user.address,
      createdAt: expect.any(String),
    },
  ]);
  expect(waiting.meta).toEqual({ page: 1, limit: 20, totalItems: 1, totalPages: 1 });
  expect((await grant(administrator.token, grower.user.id)).status).toBe(200);
  expect((await create(grower.token)).status).toBe(201);
  expect((await applicants(administrator.token)).data).toEqual([]);
  expect((await grant(administrator.token, grower.user.id)).status).toBe(200);
});

test("a regulator grants too; nobody else does, and nobody grants itself", async () => {
  const [one, two] = [await api.account("logistics"), await api.account("inspector")];
  for (const token of [one.token, two.token]) {
    expect((await grant(token, one.user.id)).status).toBe(403);
    expect((await api.call("GET", "/v1/role-applications", { token })).status).toBe(403);
  }
  expect((await api.call("GET", "/v1/role-applications")).status).toBe(401);
  expect((await grant(regulator, two.user.id)).status).toBe(200);
  expect((await applicants(regulator)).data.map((each: { userId: string }) => each.userId)).toEqual([
    `user-${one.user.id}`,
  ]);
});

test("a grant directly on chain counts as soon as it is mirrored, and so does a revocation", async () => {
  const grower = await api.account("supplier");
  const role = id("PRODUCER_ROLE");
  await (await api.chain.trace.getFunction("grantRole")(role, grower.user.address)).wait();
  await expect.poll(async () => (await create(grower.token)).status).toBe(201);
  await (await api.chain.trace.getFunction("revokeRole")(role, grower.user.address)).wait();
  await expect.poll(async () => (await create(grower.token)).status).toBe(403);
  // It held the role once: this is no application any more.
  const waiting = (await applicants(regulator)).data as { userId: string }[];
  expect(waiting.some((each) => each.userId === `user-${grower.user.id}`)).toBe(false);
});

test.each(["999999", "0", "-1", "x", "1%20or%201=1", "%F0%9F%8D%8E", "1e3"])(
  "user-%s is nobody's application",
  async (user) => {
    expect((await grant(regulator, user)).status).toBe(404);
  },
);

test("whoever applied for no role is granted none, and pages out of range are refused", async () => {
  const { user } = await api.account("unauth");
  expect((await grant(regulator, user.id)).status).toBe(409);
  for (const query of ["?page=0", "?limit=101", "?page=x"]) {
    expect((await api.call("GET", `/v1/role-applications${query}`, { token: regulator })).status).toBe(422);
  }
});
