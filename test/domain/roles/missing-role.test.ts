/** What a refusal for want of a role says of what is waited for. */
import { expect, test } from "vitest";
import {
  explainMissingRole,
  explainMissingRoleInChinese,
  type MissingRole,
  missingRoleIn,
  RoleMissing,
} from "../../../domain/roles/missing-role.ts";
import type { RoleApplication } from "../../../domain/roles/role-applications.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const decided = (by: number | null, reason: string | null = null) => ({
  by,
  at: new Date("2026-03-05T09:00:00Z"),
  reason,
});
const application = (change: Partial<RoleApplication> = {}): RoleApplication => ({
  id: 1,
  account,
  role: "carrier",
  reason: null,
  status: "pending",
  awaits: null,
  validUntil: null,
  decision: null,
  createdAt: new Date("2026-03-02T08:00:00Z"),
  ...change,
});
const missing = (change?: Partial<RoleApplication>): MissingRole => ({
  roles: ["carrier", "producer"],
  application: change && application(change),
});

test.each([
  [
    undefined,
    "It takes the role of carrier or producer: ask for it with POST /v1/role-applications",
    "需要承运商或生产者角色，可通过 POST /v1/role-applications 申请",
  ],
  [
    {},
    "You asked for the role of carrier on 2026-03-02; it has not been decided yet",
    "您于 2026-03-02 申请了承运商角色，尚未审批",
  ],
  [
    { awaits: "grant", decision: decided(3) },
    "You asked for the role of carrier on 2026-03-02; it was approved on 2026-03-05 and is not on chain yet",
    "您于 2026-03-02 申请了承运商角色，已于 2026-03-05 批准，尚未上链",
  ],
  [
    { status: "refused", decision: decided(3, "No licence") },
    "You asked for the role of carrier on 2026-03-02; it was refused on 2026-03-05: No licence",
    "您于 2026-03-02 申请了承运商角色，已于 2026-03-05 被拒绝，原因：No licence",
  ],
  [
    { status: "revoked", decision: decided(null) },
    "Your role of carrier was revoked on 2026-03-05",
    "您的承运商角色已于 2026-03-05 被撤销",
  ],
  [
    { status: "revoked", decision: decided(null), validUntil: new Date("2026-03-05T09:00:00Z") },
    "Your role of carrier ended on 2026-03-05",
    "您的承运商角色已于 2026-03-05 到期",
  ],
  [
    { status: "granted", decision: decided(3) },
    "The role of carrier was granted on 2026-03-05: try again",
    "您的承运商角色已于 2026-03-05 授予，请重试",
  ],
] as const)("%j", (change, english, chinese) => {
  expect(explainMissingRole(missing(change))).toBe(english);
  expect(explainMissingRoleInChinese(missing(change))).toBe(chinese);
});

test("each dialect calls roles in its own words", () => {
  expect(explainMissingRole(missing(), (role) => role.toUpperCase())).toContain("CARRIER or PRODUCER");
});

test("of several applications what waits is told first; others, and other errors, say nothing", async () => {
  const own = [
    application({ id: 4, role: "regulator" }),
    application({ id: 3, status: "refused" }),
    application({ id: 2, role: "producer" }),
  ];
  const services = servicesOf<Parameters<typeof missingRoleIn>[0]>({
    applications: { ofAccount: async (id: number) => (id === account.id ? own : []) },
  });
  const thrown = new RoleMissing(account, ["carrier", "producer"], "You do not have permission to act");
  const inOtherWords = new DomainError("forbidden", "in a dialect's words", [], { cause: thrown });
  expect((await missingRoleIn(services, inOtherWords))?.application?.id).toBe(2);
  own.pop();
  expect((await missingRoleIn(services, thrown))?.application?.id).toBe(3);
  own.pop();
  expect(await missingRoleIn(services, thrown)).toEqual({ roles: ["carrier", "producer"], application: undefined });
  expect(await missingRoleIn(services, new DomainError("forbidden", "for another reason"))).toBeUndefined();
});
