/** On others' roles regulators decide, and administrators of this installation. */
import { expect, test } from "vitest";
import { requireOverseer } from "../../../domain/roles/require-overseer.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const decide = (held: readonly Role[], isAdministrator = false, who: typeof account | null = account) =>
  requireOverseer(
    servicesOf({
      mirror: { rolesOf: async () => roleSet(...held) },
      administrators: { has: async (id: number) => isAdministrator && id === account.id },
    }),
    contextOf(who),
  );

test("they are let through, and nobody else is", async () => {
  expect(await decide(["regulator", "carrier"])).toBe(account);
  expect(await decide([], true)).toBe(account);
  const refused = { code: "forbidden", message: "You do not have permission to decide on roles" };
  await expect(decide(["inspector", "producer", "retailer"])).rejects.toMatchObject(refused);
  await expect(decide(["regulator"], true, null)).rejects.toMatchObject({ code: "unauthenticated" });
});
