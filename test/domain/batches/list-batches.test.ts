/** A list's parameters as the mirror is asked for them, and what of it a reader sees. */
import { expect, test } from "vitest";
import { listBatches, listBatchesInput } from "../../../domain/batches/list-batches.ts";
import { accountOf, addressOf, BATCH_ID, batchOf, contextOf, servicesOf } from "../../support/made.ts";

test.each([
  [{ sortBy: "head" }, "Sort field must be one of"],
  [{ sortDir: "up" }, "Sort direction must be asc or desc"],
  [{ fromDate: "soon" }, "From date must be an ISO 8601 date"],
  [{ status: "x".repeat(51) }, "Status must have at most 50 characters"],
  [{ held: "yes" }, "Held must be true or false"],
  [{ limit: "101" }, "Limit must be a whole number from 1 to 100"],
])("%j is refused", (input, sentence) => {
  expect(listBatchesInput.safeParse(input).error?.issues[0]?.message).toContain(sentence);
});

test("a day that ends a time is in it to its last moment, and what is withheld is not listed", async () => {
  const asked: unknown[] = [];
  const batches = [
    batchOf(),
    batchOf({ id: "0x02", visibility: "restricted", chain: { ...batchOf().chain, actor: "0x01" } }),
  ];
  const services = servicesOf<Parameters<typeof listBatches>[0]>({
    keys: { addressOf: () => addressOf("c7") },
    mirror: {
      rolesOf: async () => 0,
      isAgent: async () => false,
      listBatches: async (query: unknown) => {
        asked.push(query);
        return { items: batches, total: 12 };
      },
      stepsOf: async () => new Map([[BATCH_ID, [{ seq: 2, kind: "harvest" }]]]),
    },
  });
  const context = contextOf(accountOf({ address: addressOf("99") }));
  const found = await listBatches(services, context, {
    page: "2",
    fromDate: "2026-03-01",
    toDate: "2026-03-02",
    status: "",
  });
  expect(asked).toEqual([
    {
      page: 2,
      limit: 10,
      search: undefined,
      status: undefined,
      from: new Date("2026-03-01T00:00:00Z"),
      to: new Date("2026-03-02T23:59:59.999Z"),
      sortBy: "createdAt",
      descending: true,
    },
  ]);
  expect(found).toEqual({
    items: [
      { batch: batches[0], steps: [{ seq: 2, kind: "harvest" }] },
      { batch: { ...batches[1], description: null }, steps: [] },
    ],
    total: 12,
    page: 2,
    limit: 10,
  });
  // By each address of one's own: whoever bound a wallet holds batches with its earlier address too.
  await listBatches(services, context, { held: "true", offered: "false" });
  expect(asked[1]).toMatchObject({
    related: {
      addresses: [addressOf("99"), addressOf("c7")],
      by: [
        { relation: "held", is: true },
        { relation: "offered", is: false },
      ],
    },
  });
  await expect(listBatches(services, contextOf(null), {})).rejects.toMatchObject({ code: "unauthenticated" });
});
