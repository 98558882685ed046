/** Whom a reset is for, and that a password is set once. */
import { describe, expect, test } from "vitest";
import { resetSubjectOf, resetTarget, setPassword, wasSetBefore } from "../../../domain/sessions/internal.ts";
import { accountOf, phones, servicesOf } from "../../support/made.ts";

describe("whom a reset is for: only who names an account and its own contact is told of as that account", () => {
  const known = servicesOf<Parameters<typeof resetSubjectOf>[0]>({
    phones,
    keyedHash: (...parts: string[]) => parts.join("|"),
    accounts: {
      byIdentifier: async (name: string) =>
        name === "valley" ? accountOf() : name === "bare" ? accountOf({ email: null }) : undefined,
    },
  });
  const subject = async (identifier: string, channel: "email" | "phone", contact: string) => {
    const { account, ...rest } = await resetSubjectOf(known, { identifier, channel, contact });
    return { ...rest, id: account?.id };
  };

  test("its contact may be written in any way, and is the one that the account has", async () => {
    const email = { subject: "reset-subject|account|7|email", contact: "valley@example.com", id: 7 };
    expect(await subject("ｖａｌｌｅｙ", "email", " Valley@EXAMPLE.com")).toEqual(email);
    const phone = { subject: "reset-subject|account|7|phone", contact: "+8613800000000", id: 7 };
    for (const written of ["+86 138-0000-0000", "13800000000", "0086 138 0000 0000"])
      expect(await subject("valley", "phone", written)).toEqual(phone);
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
});

describe("a password is set once for each key, and a retry proves itself by the password", () => {
  const KEY = { key: "k", requestHash: "0x" } as const;

  function started({ set = true, made = false } = {}) {
    const verified: (string | undefined)[] = [];
    const services = servicesOf<Parameters<typeof setPassword>[0]>({
      accounts: { passwordHashOf: async () => "hash of current", setPassword: async () => set },
      passwords: {
        hash: async (password: string) => `hash of ${password}`,
        async verify(hash: string | undefined, password: string) {
          verified.push(hash);
          return hash === `hash of ${password}`;
        },
      },
      requests: { find: async () => (made ? "made" : undefined) },
    });
    return { services, verified };
  }

  test.each([
    [7, "current", true, true],
    [7, "another", true, false],
    [7, "current", false, false],
    [undefined, "current", true, false],
  ])("of account %s to %s (by this key: %s) it was set before: %s", async (id, password, made, before) => {
    const { services, verified } = started({ made });
    expect(await wasSetBefore(services, id, password, KEY)).toBe(before);
    // One is checked for no account too: how long it takes tells nothing.
    expect(verified).toEqual([id === undefined ? undefined : "hash of current"]);
  });

  test("where the key set this password already it is well; where it set another it is a conflict", async () => {
    await setPassword(started().services, 7, "new", undefined);
    await setPassword(started({ set: false, made: true }).services, 7, "current", KEY);
    const conflict = { code: "conflict" };
    await expect(setPassword(started({ set: false, made: true }).services, 7, "new", KEY)).rejects.toMatchObject(
      conflict,
    );
    await expect(setPassword(started({ set: false }).services, 7, "new", undefined)).rejects.toMatchObject(conflict);
  });
});
