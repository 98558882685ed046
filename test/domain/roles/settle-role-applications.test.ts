/** Applicants are told by what they can be reached by, and once. */
import { expect, test } from "vitest";
import type { RoleApplication } from "../../../domain/roles/role-applications.ts";
import {
  settleRoleApplications,
  tellApplicants,
  wordsForApplicant,
} from "../../../domain/roles/settle-role-applications.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { accountOf, NOW, servicesOf } from "../../support/made.ts";

const application = (change: Partial<RoleApplication> = {}, contact = {}): RoleApplication => ({
  id: 1,
  account: accountOf(contact),
  role: "carrier",
  reason: null,
  status: "refused",
  awaits: null,
  validUntil: null,
  decision: { by: 3, at: NOW, reason: "资料不全，请补充运输许可证、车辆行驶证和驾驶员从业资格证" },
  createdAt: NOW,
  ...change,
});

function world(send: () => Promise<unknown> = async () => ({ id: "w1" }), template: string | null = "tpl") {
  const said: unknown[] = [];
  const services = servicesOf<Parameters<typeof tellApplicants>[0]>({
    applications: { settle: async () => [application({}, { email: null, phone: null })] },
    delivery: { carries: (channel: string) => channel === "email", wake: () => said.push("wake") },
    now: () => NOW,
    settings: { wechatRoleTemplate: template },
    wechatIdentities: { openidOf: async () => "openid-1" },
    wechat: {
      async send(message: unknown) {
        said.push(message);
        return send();
      },
    },
    messages: {
      begin: async (message: object) => ({ message, begun: true }),
      finish: async (_: string, outcome: { state: string }) => void said.push(outcome.state),
    },
  });
  return { services, said };
}

test("by mail where there is an address, and by nothing that is not set up", () => {
  const words = wordsForApplicant(world().services);
  expect(words(application())?.message).toMatchObject({ channel: "email", to: "valley@example.com" });
  expect(words(application({}, { email: null }))).toBeUndefined();
  expect(words(application({}, { email: null, phone: null }))).toBeUndefined();
  expect(words(application({ status: "pending" }))).toBeUndefined();
  const decision = { by: null, at: NOW, reason: null };
  // Open registration needs no word; a grant and an end on chain do.
  expect(words(application({ status: "granted", decision }))).toBeUndefined();
  expect(words(application({ status: "granted", decision: null }))).toBeDefined();
  expect(words(application({ status: "revoked", decision }))).toBeDefined();
});

test("by WeChat who has neither address nor phone, in words that fit its templates", async () => {
  const { services, said } = world();
  await settleRoleApplications(services);
  const data = {
    thing1: { value: "承运商" },
    phrase2: { value: "已拒绝" },
    thing3: { value: "资料不全，请补充运输许可证、车辆行驶证和" },
  };
  expect(said).toEqual(["wake", { openid: "openid-1", templateId: "tpl", data, page: null }, "sent"]);
});

test.each([
  ["refused", async () => ({ refused: "message-refused-by-user" })],
  [
    "unconfirmed",
    async () => {
      throw new DomainError("unavailable", "WeChat is away");
    },
  ],
])("what WeChat leaves %s is written down as that, and holds up nothing", async (state, send) => {
  const { services, said } = world(send);
  await settleRoleApplications(services);
  expect(said.at(-1)).toBe(state);
});

test("not by WeChat without a template, nor who has an address", async () => {
  const { services, said } = world(undefined, null);
  await tellApplicants(services, [application({}, { email: null, phone: null })]);
  const other = world();
  await tellApplicants(other.services, [application(), application({}, { email: null })]);
  expect([said, other.said]).toEqual([[], []]);
});
