/** Lists by cursor: no row twice and none missed, whatever is added while somebody reads on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { BATCH_SORTS } from "../../domain/batches/mirror.ts";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let holder: Awaited<ReturnType<Api["account"]>>;
let traceId: string;
let batchId: `0x${string}`;
beforeAll(async () => {
  api = await startApi();
  holder = await api.account("supplier", "Holder");
  const { id, chain } = await write("/v1/traces", {
    name: "First",
    quantity: 1,
    unit: "kg",
    harvestDate: "2024-01-01",
  });
  [traceId, batchId] = [id, chain.batchId];
  await write("/v1/farms", { id: "farm-lent", name: "Lent", location: "Here" });
});
afterAll(() => api.close());

async function write(path: string, body: object, method = "POST") {
  const answer = await api.call(method, path, { token: holder.token, body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.body.data;
}
const somebody = async () => `user-${(await api.account("unauth")).user.id}`;

/** A list: its path, how something is added to it, and which word tells its rows apart. */
interface Listed {
  readonly path: () => string;
  readonly add: (number: number) => Promise<unknown>;
  readonly rows: (body: { readonly data: unknown }) => readonly object[];
}
const data = ({ data }: { readonly data: unknown }) => data as readonly object[];
const LISTS: Readonly<Record<string, Listed>> = {
  batches: {
    path: () => "/v1/traces?",
    add: (number) => write("/v1/traces", { name: `Batch ${number % 3}`, quantity: number, unit: "kg" }),
    rows: data,
  },
  products: {
    path: () => "/v1/products?",
    add: (number) => write("/v1/products", { name: `Product ${number}` }),
    rows: data,
  },
  farms: {
    path: () => "/v1/farms?",
    add: (number) => write("/v1/farms", { name: `Farm ${number}`, location: "Here" }),
    rows: data,
  },
  loans: {
    path: () => "/v1/farms/farm-lent/loans?",
    add: async () => write("/v1/farms/farm-lent/loans", { to: await somebody() }),
    rows: data,
  },
  parties: {
    path: () => `/v1/traces/${traceId}/parties?`,
    add: async () => write(`/v1/traces/${traceId}/parties`, { account: await somebody() }),
    rows: data,
  },
  profile: {
    path: () => `/v1/accounts/${holder.user.address}/profile?`,
    add: (number) => write("/v1/profile", { names: { en: `Name ${number}` } }, "PUT"),
    // Who said it is called as of now, so that the line alone is the same for good.
    rows: ({ data }) => (data as { history: { chain: object }[] }).history.map(({ chain }) => chain),
  },
  commitments: {
    path: () => "/v1/commitments?",
    add: () =>
      write(`/v1/traces/${traceId}/commitments`, { basis: ["质量安全控制"], contact: "0536-6660001", place: "青州" }),
    // How an earlier one stands changes with each that takes its place.
    rows: ({ data }) => (data as { number: string }[]).map(({ number }) => ({ number })),
  },
  feedback: {
    path: () => `/v1/traces/${traceId}/feedback?`,
    add: (number) =>
      api.services.feedback.leave({
        id: `feedback-${number}`,
        batchId,
        visitor: `visitor ${number}`,
        rating: 5,
        text: "",
        // Several within a millisecond.
        createdAt: new Date(1_700_000_000_000),
      }),
    rows: data,
  },
};

/** All pages of a list from a cursor on, and what they say of themselves. */
async function readOn({ path, rows }: Pick<Listed, "path" | "rows">, cursor: string | null) {
  const pages = [];
  for (let next = cursor; next !== null; ) {
    const query = `${path()}&limit=2&cursor=${next}`;
    const { status, body, text } = await api.call("GET", query, { token: holder.token });
    expect([status, text]).toEqual([200, expect.any(String)]);
    pages.push({ rows: rows(body), page: body.meta.page });
    next = body.meta.nextCursor;
  }
  return pages;
}

test.each(Object.entries(LISTS))("%s, while some are added", async (_, { path, add, rows }) => {
  const get = async (query: string) => (await api.call("GET", `${path()}&${query}`, { token: holder.token })).body;
  for (let number = 1; number <= 5; number++) await add(number);
  const before = rows(await get("limit=100"));
  const first = await get("limit=2");
  expect([rows(first), first.meta.page]).toEqual([before.slice(0, 2), 1]);
  for (let number = 6; number <= 8; number++) await add(number);
  const pages = await readOn({ path, rows }, first.meta.nextCursor);
  expect(pages.flatMap(({ rows }) => rows)).toEqual(before.slice(2));
  expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 2));
  // Page numbers go on working: by them, what was pushed on is told once more.
  expect(rows(await get("limit=2&page=2"))).toEqual(rows(await get("limit=4")).slice(2));
});

test.each(BATCH_SORTS.flatMap((sort) => ["asc", "desc"].map((direction) => [sort, direction] as const)))(
  "batches by %s, %s: each once, in the order of the whole",
  async (sort, direction) => {
    const path = () => `/v1/traces?sortBy=${sort}&sortDir=${direction}`;
    const ids = (found: readonly object[]) => found.map((each) => (each as { id: string }).id);
    const get = async (limit: number) =>
      (await api.call("GET", `${path()}&limit=${limit}`, { token: holder.token })).body;
    const [whole, first] = [await get(100), await get(2)];
    const pages = await readOn({ path, rows: data }, first.meta.nextCursor);
    const read = [...ids(first.data), ...pages.flatMap(({ rows }) => ids(rows))];
    expect(read).toEqual(ids(whole.data));
    expect(read.length).toBeGreaterThan(5);
  },
);

test("a cursor is good for its list and order alone", async () => {
  const get = (query: string) => api.call("GET", query, { token: holder.token });
  const { nextCursor } = (await get("/v1/traces?limit=2")).body.meta;
  for (const query of [
    `/v1/traces?sortBy=name&cursor=${nextCursor}`,
    `/v1/traces?sortDir=asc&cursor=${nextCursor}`,
    `/v1/farms?cursor=${nextCursor}`,
    `/v1/accounts/${holder.user.address}/profile?cursor=${nextCursor}`,
    "/v1/traces?cursor=nothing",
  ]) {
    const { status, body } = await get(query);
    expect([status, body.details.length, body.details[0].field]).toEqual([422, 1, "cursor"]);
  }
  // What it leads to may be gone, or found by other words meanwhile.
  expect((await get(`/v1/traces?search=nothing-has-this&cursor=${nextCursor}`)).body.data).toEqual([]);
});
