/** Whoever decides on something of others finds it. */
import { expect, test } from "vitest";
import { dutiesOf } from "../../../domain/profiles/duties-of.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

test.each<[string, readonly Role[], boolean, boolean, readonly string[]]>([
  ["a carrier", ["carrier"], false, false, []],
  ["a regulator", ["regulator"], false, false, ["profiles", "erasures"]],
  ["a registrar", [], true, false, ["roles", "profiles"]],
  ["an administrator", [], false, true, ["roles", "erasures"]],
  ["all in one", ["regulator"], true, true, ["roles", "profiles", "erasures"]],
])("the duties of %s", async (_, held, isRegistrar, isAdministrator, expected) => {
  const services = servicesOf<Parameters<typeof dutiesOf>[0]>({
    mirror: { rolesOf: async () => roleSet(...held), isRegistrar: async () => isRegistrar },
    administrators: { has: async () => isAdministrator },
  });
  expect(await dutiesOf(services, accountOf())).toEqual(expected);
});
