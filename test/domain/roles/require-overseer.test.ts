/** Regulators oversee an installation, and its administrators. */
import { expect, test } from "vitest";
import { requireOverseer } from "../../../domain/roles/require-overseer.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const oversee = (held: readonly Role[], isAdministrator = false, who: typeof account | null = account) =>
  requireOverseer(
    servicesOf({
      mirror: { rolesOf: async () => roleSet(...held) },
      administrators: { has: async (id: number) => isAdministrator && id === account.id },
    }),
    contextOf(who),
    "read this",
  );

test("they are let through, and nobody else is", async () => {
  expect(await oversee(["regulator", "carrier"])).toBe(account);
  expect(await oversee([], true)).toBe(account);
  const refused = { code: "forbidden", message: "You do not have permission to read this" };
  await expect(oversee(["inspector", "producer", "retailer"])).rejects.toMatchObject(refused);
  await expect(oversee(["regulator"], true, null)).rejects.toMatchObject({ code: "unauthenticated" });
});
