/** Who may do an operation, by the roles that the chain has now. */
import { expect, test } from "vitest";
import { requirePermission } from "../../../domain/roles/require-permission.ts";
import { ROLES, type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const holding = (...roles: readonly Role[]) =>
  servicesOf<Parameters<typeof requirePermission>[0]>({
    mirror: { rolesOf: async (address: string) => (address === account.address ? roleSet(...roles) : 0) },
  });
const REFUSED = { code: "forbidden", message: "You do not have permission to act" };

test.each(ROLES)("an operation of producers and carriers for a %s", async (role) => {
  const work = requirePermission(holding(role), account, ["producer", "carrier"], "act");
  if (role === "producer" || role === "carrier") await expect(work).resolves.toBeUndefined();
  else await expect(work).rejects.toMatchObject(REFUSED);
});

test.each(["anybody", "signed-in", "custodian"] as const)(
  "%s: what no role decides is not refused here",
  async (who) => {
    await expect(requirePermission(holding(), account, who, "act")).resolves.toBeUndefined();
  },
);

test("what no role may do, none does", async () => {
  await expect(requirePermission(holding(...ROLES), account, [], "act")).rejects.toMatchObject(REFUSED);
});
