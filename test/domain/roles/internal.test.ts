/** What a reason may be, and which application is meant. */
import { expect, test } from "vitest";
import { deciding, findApplicationOrThrow, reasonSchema } from "../../../domain/roles/internal.ts";
import type { RoleApplication } from "../../../domain/roles/role-applications.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

test.each([
  ["  No licence  ", "No licence"],
  ["e\u0301", "é"],
  ["证照不全 🍎", "证照不全 🍎"],
  ["x".repeat(500), "x".repeat(500)],
])("a reason %j is told as %j", (given, told) => expect(reasonSchema.parse(given)).toBe(told));

test.each([
  "",
  "  ",
  "a\nb",
  "a\rb",
  "\u0000",
  "\u001b[2J",
  "\u202eabc",
  "\u2066a\u2069",
  "a\u200bb",
  "x".repeat(501),
  7,
  null,
  undefined,
])("%j is no reason", (given) => expect(reasonSchema.safeParse(given).success).toBe(false));

const decider = accountOf({ id: 3 });
const of = (id: number, accountId: number, status: RoleApplication["status"]) =>
  ({ id, account: accountOf({ id: accountId }), status }) as RoleApplication;
const all = [of(5, 9, "refused"), of(4, 9, "pending"), of(3, 8, "granted"), of(6, 3, "pending")];
const services = servicesOf<Parameters<typeof deciding>[0]>({
  accounts: { byId: async (id: number) => (id < 10 ? accountOf({ id }) : undefined) },
  administrators: { has: async (id: number) => id === decider.id },
  mirror: { isRegistrar: async () => false },
  applications: {
    byId: async (id: number) => all.find((each) => each.id === id),
    ofAccount: async (accountId: number) => all.filter(({ account }) => account.id === accountId),
  },
});

test.each([
  ["application-5", 5],
  ["user-9", 4],
  ["user-8", 3],
  ["user-7", "This account applied for no role"],
  ["user-77", "There is no such application for a role"],
  ["application-9", "There is no such application for a role"],
  ["9", "There is no such application for a role"],
])("%s is application %s", async (id, found) => {
  const result = await findApplicationOrThrow(services, id).then(
    (application) => application.id,
    (error: Error) => error.message,
  );
  expect(result).toBe(found);
});

test("one's own is never one's own to decide", async () => {
  expect((await deciding(services, contextOf(decider), "user-9")).application.id).toBe(4);
  await expect(deciding(services, contextOf(decider), "application-6")).rejects.toMatchObject({ code: "forbidden" });
  await expect(deciding(services, contextOf(accountOf()), "user-9")).rejects.toMatchObject({ code: "forbidden" });
});
