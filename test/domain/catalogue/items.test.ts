/** What farms and products have in common: who makes one, under which name, and how it is found. */
import { expect, test } from "vitest";
import { chosenId, createItem, getItem, listItems } from "../../../domain/catalogue/items.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

test.each([
  ["farm-1", true],
  ["A.b_c-1", true],
  ["x".repeat(64), true],
  ["x".repeat(65), false],
  ["", false],
  ["..", false],
  ["-farm", false],
  ["a/b", false],
  ["农场", false],
])("%j may be chosen as an id: %s", (id, isTaken) => {
  expect(chosenId.safeParse(id).success).toBe(isTaken);
});

const store = {
  create: async (item: { id: string }) => item,
  byId: async (id: string) => (id === "farm-1" ? { id } : undefined),
  list: async () => ({ items: [{ id: "farm-1" }], total: 1 }),
};
const request = { verb: "create-farm", noun: "farm", input: {} };
const make = async () => ({ id: "farm-1" });
const holding = (roles: number) =>
  servicesOf<Parameters<typeof createItem>[0]>({ mirror: { rolesOf: async () => roles } });

test("an item is made by who holds any role on chain", async () => {
  const context = contextOf(accountOf());
  expect(await createItem(holding(1), context, store as never, request, make)).toEqual({ id: "farm-1" });
  await expect(createItem(holding(0), context, store as never, request, make)).rejects.toMatchObject({
    code: "forbidden",
    message: "You do not have permission to create a farm",
  });
  const nobody = createItem(holding(1), contextOf(null), store as never, request, make);
  await expect(nobody).rejects.toMatchObject({ code: "unauthenticated" });
});

test("it is read by who is signed in; of one that is not there its name is told, and no more than that", async () => {
  const context = contextOf(accountOf());
  expect(await getItem(context, store as never, "farm-1", "Farm")).toEqual({ id: "farm-1" });
  const error = await getItem(context, store as never, "x".repeat(5_000), "Farm").catch((caught: unknown) => caught);
  if (!(error instanceof DomainError)) throw error;
  expect([error.code, error.message, String(error.details[0]?.message).length < 200]).toEqual([
    "not-found",
    "Farm not found",
    true,
  ]);
  await expect(getItem(contextOf(null), store as never, "farm-1", "Farm")).rejects.toMatchObject({
    code: "unauthenticated",
  });
  expect(await listItems(context, store as never, { page: "3" })).toMatchObject({ total: 1, page: 3, limit: 10 });
  await expect(listItems(contextOf(null), store as never, {})).rejects.toMatchObject({ code: "unauthenticated" });
});
