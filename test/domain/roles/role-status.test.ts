/** How an account stands with the role that it goes by. */
import { expect, test } from "vitest";
import type { RoleApplication } from "../../../domain/roles/role-applications.ts";
import { roleStatusOf } from "../../../domain/roles/role-status.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, NOW, servicesOf } from "../../support/made.ts";

const status = (role: Role | null, held: readonly Role[], ...own: Partial<RoleApplication>[]) =>
  roleStatusOf(
    servicesOf({
      mirror: { rolesOf: async () => roleSet(...held) },
      applications: { ofAccount: async () => own },
    }),
    accountOf({ role }),
  );
const decision = { by: 3, at: NOW, reason: "No licence" };

test("none without a role; else as its application stands", async () => {
  expect(await status(null, [])).toMatchObject({ status: "none", reason: null, held: [] });
  expect(await status("carrier", [], { role: "carrier", status: "pending" })).toMatchObject({ status: "pending" });
  const refused = { role: "carrier", status: "refused", decision } as const;
  expect(await status("carrier", [], refused)).toMatchObject({ status: "refused", reason: "No licence" });
  expect(await status("carrier", ["carrier"], { ...refused, status: "granted" })).toMatchObject({
    status: "granted",
    reason: null,
  });
  const other = { role: "producer", status: "revoked", decision } as const;
  expect(await status("carrier", [], other, { role: "carrier", status: "pending" })).toMatchObject({
    status: "pending",
    reason: null,
  });
});

test("what is held on chain counts, whether or not it was asked for here", async () => {
  expect(await status("carrier", ["carrier", "retailer"])).toMatchObject({
    status: "granted",
    held: ["carrier", "retailer"],
  });
  expect(await status("carrier", [])).toMatchObject({ status: "pending" });
});
