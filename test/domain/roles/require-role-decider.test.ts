/** On roles administrators of this installation decide, and registrars on chain. */
import { expect, test } from "vitest";
import { requireRoleDecider } from "../../../domain/roles/require-role-decider.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const services = (isAdministrator: boolean, isRegistrar: boolean) =>
  servicesOf<Parameters<typeof requireRoleDecider>[0]>({
    administrators: { has: async (id: number) => isAdministrator && id === account.id },
    mirror: { isRegistrar: async (address: string) => isRegistrar && address === account.address },
  });

test.each([
  [true, false],
  [false, true],
])("an administrator: %s, a registrar: %s may", async (...given) => {
  expect(await requireRoleDecider(services(...given), contextOf(account))).toBe(account);
});

test("nobody else may, nor nobody", async () => {
  const refused = { code: "forbidden", message: "You do not have permission to decide on roles" };
  await expect(requireRoleDecider(services(false, false), contextOf(account))).rejects.toMatchObject(refused);
  await expect(requireRoleDecider(services(true, true), contextOf(null))).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
