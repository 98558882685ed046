/** Who an account is, is confirmed by registrars and regulators on chain, and by nobody else. */
import { expect, test } from "vitest";
import { requireOfficer } from "../../../domain/profiles/require-officer.ts";
import { ROLES, type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const holding = (roles: readonly Role[], isRegistrar = false) =>
  servicesOf<Parameters<typeof requireOfficer>[0]>({
    mirror: { rolesOf: async () => roleSet(...roles), isRegistrar: async () => isRegistrar },
  });

test("a regulator and a registrar do, whatever else they are", async () => {
  await requireOfficer(holding(["regulator", "producer"]), accountOf());
  await requireOfficer(holding([], true), accountOf());
});

test("no other roles do", async () => {
  const others = ROLES.filter((role) => role !== "regulator");
  for (const roles of [[], others, ...others.map((role) => [role])]) {
    await expect(requireOfficer(holding(roles), accountOf())).rejects.toMatchObject({ code: "forbidden" });
  }
});
