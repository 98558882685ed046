/** Farms and products are used by their owners, and by whom they are lent to. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, makeAdministrator, startApi } from "./support/api.ts";

let api: Api;
let owner: Awaited<ReturnType<Api["account"]>>;
let other: typeof owner;
beforeAll(async () => {
  api = await startApi();
  owner = await api.account("supplier", "Green Valley Farm");
  other = await api.account("supplier", "Somebody Else");
  const body = { id: "farm-1", name: "Green Valley Farm", location: "Yantai" };
  await api.call("POST", "/v1/farms", { token: owner.token, body });
  await api.call("POST", "/v1/products", { token: owner.token, body: { id: "prod-1", name: "Apples" } });
});
afterAll(() => api.close());

type Who = { token: string };
const make = (who: Who, more: object) =>
  api.call("POST", "/v1/traces", { token: who.token, body: { name: "Apples", quantity: 1, unit: "kg", ...more } });
const lend = (who: Who, to: unknown, path = "/v1/farms/farm-1", headers = {}) =>
  api.call("POST", `${path}/loans`, { token: who.token, body: { to }, headers });
const loans = async (path = "/v1/farms/farm-1") =>
  (await api.call("GET", `${path}/loans`, { token: owner.token })).body.data.map(({ to }: { to: string }) => to);
const end = (who: Who, to: string) => api.call("DELETE", `/v1/farms/farm-1/loans/${to}`, { token: who.token });

describe("a farm of another's", () => {
  test("is refused by the name of the routes that make one, and so is a product; nothing is made", async () => {
    const refused = await make(other, { farmId: "farm-1", batchCode: "STOLEN-1" });
    expect([refused.status, refused.body.code, refused.body.details[0].field]).toEqual([
      403,
      "PERMISSION_DENIED",
      "farmId",
    ]);
    expect(refused.body.message).toMatch(/POST \/v1\/farms\b.*POST \/v1\/farms\/farm-1\/loans/);
    expect((await make(other, { productId: "prod-1" })).body.details[0].field).toBe("productId");
    expect((await api.call("GET", "/v1/traces/public/STOLEN-1")).status).toBe(404);
    expect((await make(owner, { farmId: "farm-1", productId: "prod-1" })).status).toBe(201);
  });

  test("is used once it is lent, by account, username or address, until that ends; what was made stays", async () => {
    const userId = `user-${other.user.id}`;
    const lent = await lend(owner, other.username);
    expect([lent.status, lent.body.data]).toMatchObject([
      201,
      { to: userId, name: "Somebody Else", address: other.user.address, since: expect.any(String) },
    ]);
    expect((await lend(owner, userId)).body).toEqual(lent.body);
    expect((await lend(owner, other.user.address)).body).toEqual(lent.body);
    expect(await loans()).toEqual([userId]);

    const made = await make(other, { farmId: "farm-1", batchCode: "LENT-1" });
    expect([made.status, made.body.data.farmId]).toEqual([201, "farm-1"]);
    // The farm, and not the product.
    expect((await make(other, { productId: "prod-1" })).status).toBe(403);

    expect((await end(owner, other.user.address)).status).toBe(204);
    expect((await end(owner, other.user.address)).status).toBe(404);
    expect(await loans()).toEqual([]);
    expect((await make(other, { farmId: "farm-1" })).status).toBe(403);
    const kept = (await api.call("GET", "/v1/traces/public/LENT-1")).body.data;
    expect(kept.producer.name).toBe("Green Valley Farm");
  });

  test("is lent by its owner alone, and seen to be by its owner alone", async () => {
    for (const answer of [
      await lend(other, other.username),
      await end(other, `user-${other.user.id}`),
      await api.call("GET", "/v1/farms/farm-1/loans", { token: other.token }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, "PERMISSION_DENIED"]);
    }
    expect((await lend(owner, other.username, "/v1/farms/farm-none")).status).toBe(404);
  });

  test.each([
    ["nobody's name", "nobody-here"],
    ["an email address", "supplier-2@example.com"],
    ["an address that is no account's", `0x${"00".repeat(20)}`],
    ["a text of control characters", "\u001b[2J\u202e"],
    ["ten thousand letters", "x".repeat(10_000)],
    ["a number", 7],
    ["nothing", undefined],
    ["its owner", "supplier-1"],
  ])("is not lent to %s", async (_, to) => {
    const { status, body } = await lend(owner, to);
    expect([status, body.details[0].field]).toEqual([422, "to"]);
  });

  test("is lent again under the same key only to the same", async () => {
    const key = { "idempotency-key": "loan-1" };
    expect((await lend(owner, other.username, "/v1/products/prod-1", key)).status).toBe(201);
    expect((await lend(owner, other.username, "/v1/products/prod-1", key)).status).toBe(201);
    expect((await lend(owner, "all", "/v1/products/prod-1", key)).status).toBe(409);
    expect(await loans("/v1/products/prod-1")).toEqual([`user-${other.user.id}`]);
  });
});

describe("to all", () => {
  test("it is lent on a development instance", async () => {
    expect((await lend(owner, "all")).body.data).toMatchObject({ to: "all", name: null, address: null });
    const { token } = await api.account("supplier");
    expect((await make({ token }, { farmId: "farm-1" })).status).toBe(201);
    expect((await end(owner, "all")).status).toBe(204);
    expect((await make({ token }, { farmId: "farm-1" })).status).toBe(403);
  });

  test("elsewhere only by an administrator", async () => {
    const world = await startApi({ settings: { development: false } });
    try {
      const { token, user } = await world.account("supplier");
      await world.call("POST", "/v1/farms", { token, body: { id: "farm-1", name: "Farm" } });
      const everybody = () => world.call("POST", "/v1/farms/farm-1/loans", { token, body: { to: "all" } });
      const refused = await everybody();
      expect([refused.status, refused.body.message]).toEqual([403, expect.stringMatching(/administrator/)]);
      await makeAdministrator(world, user.id);
      expect((await everybody()).status).toBe(201);
    } finally {
      await world.close();
    }
  });
});
