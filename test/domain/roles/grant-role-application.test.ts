/** A role that was applied for, and by whom it is granted. */
import { expect, test } from "vitest";
import { grantRoleApplication } from "../../../domain/roles/grant-role-application.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, contextOf, servicesOf } from "../../support/made.ts";

const account = accountOf();

function applied(role: Role | null, holds = 0) {
  const said: string[] = [];
  const services = servicesOf<Parameters<typeof grantRoleApplication>[0]>({
    administrators: { has: async () => false },
    settings: { writeTimeout: 5 },
    mirror: { rolesOf: async (address: string) => (address === account.address ? roleSet("regulator") : holds) },
    accounts: {
      byId: async (id: number) => (id === 9 ? accountOf({ id, role, address: addressOf("9") }) : undefined),
      grantDue: async () => void said.push("due"),
      withGrantDue: async () => [accountOf({ id: 9, role, address: addressOf("9") })],
      grantAccepted: async () => undefined,
    },
    outbox: {
      async accept() {
        said.push("accepted");
        return { id: "o" };
      },
      settle: async () => void said.push("settled"),
    },
  });
  return { services, said };
}

test("a role that was applied for is due before it is accepted, so that it follows whatever dies in between", async () => {
  const { services, said } = applied("carrier");
  await grantRoleApplication(services, contextOf(account), "user-9");
  expect(said).toEqual(["due", "accepted", "settled"]);
  const asynchronous = applied("carrier");
  await grantRoleApplication(asynchronous.services, contextOf(account, { respondAsync: true }), "user-9");
  expect(asynchronous.said).toEqual(["due", "accepted"]);
});

test.each([
  ["user-9", "carrier", roleSet("carrier"), undefined],
  ["user-9", null, 0, { code: "conflict", message: "This account applied for no role" }],
  ["user-8", "carrier", 0, { code: "not-found", message: "There is no such account" }],
  ["9", "carrier", 0, { code: "not-found", message: "There is no such account" }],
] as const)("nothing is granted to %s, who applied for %s and holds %i", async (user, role, holds, refusal) => {
  const { services, said } = applied(role, holds);
  const work = grantRoleApplication(services, contextOf(account), user);
  if (refusal) await expect(work).rejects.toMatchObject(refusal);
  else await work;
  expect(said).toEqual([]);
});
