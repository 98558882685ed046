/** However a name is written, it is counted and found as one. */
import { expect, test } from "vitest";
import { identifiedAccount, identityKey } from "../../../domain/accounts/identity.ts";
import { accountOf, phones, servicesOf } from "../../support/made.ts";

test.each([
  [" Valley@Example.COM ", "valley@example.com"],
  ["ｖａｌｌｅｙ", "valley"],
  ["+86 138-0000-0000", "+8613800000000"],
  ["１３８ ００００ ００００", "+8613800000000"],
  ["12-345", "12345"],
  // What is no phone number keeps its dashes: they tell it from another's.
  ["green-valley", "green-valley"],
  ["valley-1", "valley-1"],
])("%j is %j", (text, key) => {
  expect(identityKey(phones, text)).toBe(key);
});

test.each(["13800000000", "+86 138-0000-0000", "(0086) 138 0000 0000", "green-valley"])(
  "the account is found by %j",
  async (text) => {
    const services = servicesOf<Parameters<typeof identifiedAccount>[0]>({
      phones,
      accounts: {
        byIdentifier: async (name: string) =>
          ["+8613800000000", "green-valley"].includes(name) ? { ...accountOf(), passwordHash: "hash" } : undefined,
      },
    });
    expect(await identifiedAccount(services, text)).toMatchObject({ id: 7 });
  },
);
