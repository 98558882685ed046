/** A message is sent once for each key, and what became of it is written down whatever that was. */
import { expect, test } from "vitest";
import { orderError } from "../../../domain/orders/order-reasons.ts";
import { sendTemplateMessage, templateMessageInput } from "../../../domain/wechat/send-template-message.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const INPUT = { templateId: "T", data: { thing1: { value: 5 } }, page: "/pages/index?x=1" };

function started(send: () => Promise<object>, { begun = true, openid = "o" as string | undefined, before = {} } = {}) {
  const said: unknown[] = [];
  const services = servicesOf<Parameters<typeof sendTemplateMessage>[0]>({
    now: () => NOW,
    hashOf: () => "0x",
    wechatIdentities: { openidOf: async () => openid },
    wechat: {
      send(message: object) {
        said.push(message);
        return send();
      },
    },
    messages: {
      begin: async (message: object) => ({
        message: { ...message, state: "sending", reason: null, updatedAt: NOW, ...before },
        begun,
      }),
      async finish(id: string, outcome: object) {
        said.push(outcome);
        return { id, ...outcome };
      },
    },
  });
  return { services, said };
}
const send = (services: ReturnType<typeof started>["services"], input: unknown = INPUT) =>
  sendTemplateMessage(services, contextOf(accountOf()), input);

test("it goes to whoever is signed in, to a page without the slash that mini programs write", async () => {
  const { services, said } = started(async () => ({ id: "m" }));
  expect(await send(services)).toEqual({ messageId: "m", sentAt: NOW });
  expect(said[0]).toEqual({ openid: "o", templateId: "T", data: { thing1: { value: "5" } }, page: "pages/index?x=1" });
});

test.each([
  ["refused", async () => ({ refused: "message-refused-by-user" }), "refused", "message-refused-by-user"],
  ["known not to be sent", () => Promise.reject(orderError("wechat-unavailable")), "failed", "wechat-unavailable"],
  [
    "of which WeChat did not say",
    () => Promise.reject(orderError("message-unconfirmed")),
    "unconfirmed",
    "message-unconfirmed",
  ],
  ["that broke here", () => Promise.reject(new Error("broken")), "unconfirmed", "message-unconfirmed"],
] as const)("one that is %s is written down as that", async (_what, outcome, state, reason) => {
  const { services, said } = started(outcome);
  await expect(send(services)).rejects.toThrow();
  expect(said[1]).toEqual({ state, messageId: null, reason, updatedAt: NOW });
});

test.each([
  [{ state: "sent", messageId: "first" }, "first"],
  [{ state: "sending" }, "message-under-way"],
  [{ state: "unconfirmed", reason: "message-unconfirmed" }, "message-unconfirmed"],
])("an earlier request's (%j) is not sent again", async (before, outcome) => {
  const { services, said } = started(async () => ({ id: "second" }), { begun: false, before });
  expect(
    await send(services).then(
      ({ messageId }) => messageId,
      ({ reason }) => reason,
    ),
  ).toBe(outcome);
  expect(said).toEqual([]);
});

test.each([undefined, {}, { ...INPUT, templateId: " " }, { ...INPUT, data: {} }, { ...INPUT, data: null }])(
  "%j is incomplete",
  async (input) => {
    await expect(send(started(async () => ({})).services, input ?? null)).rejects.toMatchObject({
      reason: "incomplete",
    });
  },
);

test("an account without WeChat is nobody to send to", async () => {
  const { services } = started(async () => ({}), {});
  await expect(
    send({ ...services, wechatIdentities: { openidOf: async () => undefined } } as never),
  ).rejects.toMatchObject({ reason: "unknown-user" });
});

test.each([
  { page: "https://example.com" },
  { page: "two words" },
  { data: { "1x": { value: "a" } } },
  { data: { x: { value: "a".repeat(501) } } },
  { data: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`x${index}`, { value: 1 }])) },
])("%.60j is refused", (change) => {
  expect(templateMessageInput.safeParse({ ...INPUT, ...change }).success).toBe(false);
});
