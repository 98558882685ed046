/** Whom a reset is for: only who names an account and its own contact is told of as that account. */
import { expect, test } from "vitest";
import { resetSubjectOf, resetTarget } from "../../../domain/sessions/reset-input.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const services = servicesOf<Parameters<typeof resetSubjectOf>[0]>({
  keyedHash: (...parts: string[]) => parts.join("|"),
  accounts: {
    byIdentifier: async (name: string) =>
      name === "valley" ? accountOf() : name === "bare" ? accountOf({ email: null }) : undefined,
  },
});
const subject = async (identifier: string, channel: "email" | "phone", contact: string) => {
  const { account, ...rest } = await resetSubjectOf(services, { identifier, channel, contact });
  return { ...rest, id: account?.id };
};

test("its contact may be written in any way, and is the one that the account has", async () => {
  const email = { subject: "reset-subject|account|7|email", contact: "valley@example.com", id: 7 };
  expect(await subject("ｖａｌｌｅｙ", "email", " Valley@EXAMPLE.com")).toEqual(email);
  const phone = { subject: "reset-subject|account|7|phone", contact: "+8613800000000", id: 7 };
  expect(await subject("valley", "phone", "+86 138-0000-0000")).toEqual(phone);
});

test.each([
  ["valley", "email", "thief@example.com"],
  ["valley", "phone", "valley@example.com"],
  ["nobody", "email", "valley@example.com"],
  ["bare", "email", "null"],
] as const)("%s by %s at %s is nobody, with a subject of its own", async (identifier, channel, contact) => {
  expect(await subject(identifier, channel, contact)).toEqual({
    subject: `reset-subject|nobody|${identifier}|${channel}|${contact}`,
    contact,
    id: undefined,
  });
});

test("the channel is one of two, and all three are said", () => {
  for (const change of [{ identifier: " " }, { channel: "wechat" }, { channel: undefined }, { contact: "" }]) {
    const whole = { identifier: "valley", channel: "email", contact: "a@example.com", ...change };
    expect(resetTarget.safeParse(whole).success).toBe(false);
  }
});
