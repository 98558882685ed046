/** Whoever works with batches finds its own: made, held, offered to it, open to it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let shop: Firm;
let carrier: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier");
  shop = await api.account("pharmacy");
  carrier = await api.account("logistics");
});
afterAll(() => api.close());

const call = async (firm: Firm, method: string, path: string, body?: unknown) => {
  const answer = await api.call(method, path, { token: firm.token, ...(body === undefined ? {} : { body }) });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
};
const create = async (name: string) =>
  (await call(farm, "POST", "/v1/traces", { name, quantity: 10, unit: "kg" })).data as { id: string };
const named = async (firm: Firm, query: string) => {
  const { data, meta } = await call(firm, "GET", `/v1/traces?sortBy=name&sortDir=asc&${query}`);
  expect(meta.totalItems).toBe(data.length);
  return data.map(({ name }: { name: string }) => name);
};

test("batches are found by how one stands to them, alone and together, and the others by the contrary", async () => {
  const [kept, offered, sold, split] = await Promise.all(["kept", "offered", "sold", "split"].map(create));
  await call(farm, "POST", `/v1/traces/${offered?.id}/offers`, { to: shop.username });
  await call(farm, "POST", `/v1/traces/${sold?.id}/offers`, { to: shop.username });
  await call(shop, "POST", `/v1/traces/${sold?.id}/offers/accept`);
  await call(shop, "POST", `/v1/traces/${sold?.id}/split`, { parts: [{ name: "half", quantity: 5 }] });
  await call(farm, "POST", `/v1/traces/${kept?.id}/parties`, { account: carrier.username });
  await call(farm, "DELETE", `/v1/traces/${split?.id}`);

  expect(await named(farm, "mine=true")).toEqual(["kept", "offered", "sold"]);
  expect(await named(farm, "held=true")).toEqual(["kept", "offered"]);
  expect(await named(farm, "mine=true&held=false")).toEqual(["sold"]);
  expect(await named(shop, "mine=true")).toEqual(["half"]);
  expect(await named(shop, "held=true")).toEqual(["half", "sold"]);
  expect(await named(shop, "offered=true")).toEqual(["offered"]);
  expect(await named(farm, "offered=true")).toEqual([]);
  expect(await named(carrier, "party=true")).toEqual(["kept"]);
  expect(await named(carrier, "held=true")).toEqual([]);

  // To all that the shop holds, and no longer once somebody else holds it.
  await call(shop, "POST", "/v1/parties", { account: carrier.username });
  expect(await named(carrier, "party=true")).toEqual(["half", "kept", "sold"]);
  await call(shop, "POST", `/v1/traces/${sold?.id}/offers`, { to: farm.username });
  await call(farm, "POST", `/v1/traces/${sold?.id}/offers/accept`);
  expect(await named(carrier, "party=true")).toEqual(["half", "kept"]);
  expect(await named(farm, "mine=true&held=true")).toEqual(["kept", "offered", "sold"]);

  const refused = await api.call("GET", "/v1/traces?held=perhaps", { token: farm.token });
  expect([refused.status, refused.body.details]).toEqual([
    422,
    [{ field: "held", message: "Held must be true or false" }],
  ]);
  expect((await api.call("GET", "/v1/traces?held=true")).status).toBe(401);
});

test("an agent finds what it may act for, and each relation is found by an index", async () => {
  const { raw } = api.database;
  const walk = (query: string) =>
    (raw.prepare(`explain query plan ${query}`).all() as { detail: string }[]).map(({ detail }) => detail).join("\n");
  expect(walk("select batch_id from facts where seq = 1 and json_extract(args, '$.holder') in ('a')")).toContain(
    "facts_by_first_holder",
  );
  expect(walk("select custodian from agents where account in ('a')")).toContain("agents_by_account");
  expect(
    walk(`select admitted.id from parties join batches as admitted on admitted.custodian = parties.custodian
      where parties.account in ('a') and parties.batch_id in ('', admitted.id)`),
  ).toMatch(/parties_by_account[\s\S]*batches_by_custodian/);
  const before = await named(carrier, "held=true");
  raw
    .prepare("insert into agents (custodian, account, heir) values (?, ?, 0)")
    .run(farm.user.address.toLowerCase(), carrier.user.address.toLowerCase());
  expect([before, await named(carrier, "held=true")]).toEqual([[], ["kept", "offered", "sold"]]);
});
