/** An account is named by its id, username or address, and by nothing that others should not know of it. */
import { expect, test } from "vitest";
import { addressIn, namedAccount } from "../../../domain/accounts/named-account.ts";
import { accountOf, addressOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const services = servicesOf<Parameters<typeof namedAccount>[0]>({
  accounts: {
    byId: async (id: number) => (id === 7 ? account : undefined),
    byAddresses: async ([address]: string[]) => new Map(address === account.address ? [[address, account]] : []),
    byIdentifier: async (text: string) =>
      ["green-valley", "valley@example.com", "+8613800000000"].includes(text.toLowerCase())
        ? { ...account, passwordHash: "secret" }
        : undefined,
  },
});

test.each(["user-7", addressOf("a7"), addressOf("A7"), "green-valley", "Green-Valley"])("%s names it", async (text) => {
  const found = await namedAccount(services, text);
  expect(found?.id).toBe(7);
  expect(found).not.toHaveProperty("passwordHash");
});

test.each(["user-8", "user-07", addressOf("a8"), "valley@example.com", "+8613800000000", ""])(
  "%j names nobody",
  async (text) => {
    expect(await namedAccount(services, text)).toBeUndefined();
  },
);

test("an address is read in either case", () => {
  expect(addressIn(`0x${"Ab".repeat(20)}`)).toBe(`0x${"ab".repeat(20)}`);
  expect(addressIn(`0x${"ab".repeat(19)}`)).toBeUndefined();
});
