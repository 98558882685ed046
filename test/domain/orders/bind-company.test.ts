/** To which company an invite code binds an account: once, for good, and to none where two have it. */
import { expect, test } from "vitest";
import { bindCompany } from "../../../domain/orders/bind-company.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const company = (customerId: string, inviteCode = "INVITE") => ({
  customerId,
  companyId: customerId,
  companyName: customerId,
  inviteCode,
});
type Company = ReturnType<typeof company>;

/** `late`: another request binds the account while this one is under way. */
function started(companies: Company[], { bound = false, late = false, made = false } = {}) {
  const first = { accountId: 7, customerId: "FIRST" };
  let calls = 0;
  return servicesOf<Parameters<typeof bindCompany>[0]>({
    now: () => NOW,
    hashOf: () => "0x",
    outbox: { find: async () => undefined },
    requests: { find: async () => (made ? "made" : undefined) },
    erp: { companiesByInviteCode: async () => companies },
    companyBindings: {
      byAccount: async () => (bound || (late && calls++ > 0) ? first : undefined),
      add: async () => !late,
    },
  });
}
const bind = (
  services: ReturnType<typeof started>,
  input: unknown = { inviteCode: " INVITE " },
  idempotencyKey: string | null = null,
) => bindCompany(services, contextOf(accountOf(), { idempotencyKey }), input);

test("the company is the one whose code it is, whatever the ERP found beside it", async () => {
  const found = [company("C-0", "INVITED"), company("C-1", "INVITE "), company("C-1")];
  expect(await bind(started(found))).toEqual({
    binding: { accountId: 7, customerId: "C-1", companyId: "C-1", companyName: "C-1", boundAt: NOW },
    before: false,
  });
});

test.each([
  [[], { inviteCode: "INVITE" }, {}, "company-not-found"],
  [[company("C-1", "INVITED")], { inviteCode: "INVITE" }, {}, "invite-code-mismatch"],
  [[company("C-1"), company("C-2")], { inviteCode: "INVITE" }, {}, "invite-code-mismatch"],
  [[], null, {}, "invite-code-invalid"],
  [[], { inviteCode: " " }, {}, "invite-code-invalid"],
  [[], { inviteCode: 5 }, {}, "invite-code-invalid"],
  [[], { inviteCode: "x".repeat(201) }, {}, "invite-code-invalid"],
  [[company("C-1")], { inviteCode: "INVITE", userId: 8 }, {}, "another-user"],
  [[company("C-1")], { inviteCode: "INVITE", userId: ["7"] }, {}, "another-user"],
  [[company("C-1")], { inviteCode: "INVITE" }, { bound: true }, "already-bound"],
  [[], { inviteCode: "INVITE" }, { bound: true }, "already-bound"],
  [[company("FIRST"), company("C-1")], { inviteCode: "INVITE" }, { bound: true }, "already-bound"],
  [[company("C-1")], { inviteCode: "INVITE" }, { late: true }, "already-bound"],
] as const)("of %j for %j (%j): %s", async (companies, input, state, reason) => {
  await expect(bind(started([...companies], state), input)).rejects.toMatchObject({ reason });
});

test.each([7, "7", null])("a user named as %j is the one signed in", async (userId) => {
  expect((await bind(started([company("C-1")]), { inviteCode: "INVITE", userId })).binding.customerId).toBe("C-1");
});

test.each([{ bound: true }, { late: true }])("a retry with its key is given what it made (%j)", async (state) => {
  const services = () => started([company("C-1")], { ...state, made: true });
  expect((await bind(services(), { inviteCode: "INVITE" }, "key")).binding.customerId).toBe("FIRST");
  await expect(bind(services(), { inviteCode: "INVITE" })).rejects.toMatchObject({ reason: "already-bound" });
});

test.each([{ bound: true }, { late: true }])(
  "a code of the company that it is bound to changes nothing (%j)",
  async (state) => {
    const { binding, before } = await bind(started([company("FIRST")], state));
    expect([binding.customerId, before]).toEqual(["FIRST", true]);
  },
);
