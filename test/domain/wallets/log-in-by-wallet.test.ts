/** Logging in by a wallet: what is asked, and in which order it is used up. */
import { expect, test } from "vitest";
import { challengeLogIn, logInByWallet } from "../../../domain/wallets/log-in-by-wallet.ts";
import type { WalletChallenge } from "../../../domain/wallets/ports.ts";
import { accountOf, NOW, servicesOf } from "../../support/made.ts";

const address = `0x${"ab".repeat(20)}` as const;
const input = { address, message: "text", signature: "0x00" };

/** A server that handed the text out; gives what was used up of it, too. */
function server({ signed = true, unused = true, account = accountOf({ address, custody: "wallet" }) } = {}) {
  const used: WalletChallenge[] = [];
  const kept: WalletChallenge[] = [];
  const challenge = { accountId: null, address, message: "text", nonce: "n", expiresAt: new Date(NOW.getTime() + 1) };
  const services = servicesOf<Parameters<typeof logInByWallet>[0]>({
    now: () => NOW,
    accounts: {
      byAddresses: async () => new Map([[address, account]]),
      withGrantDue: async () => [],
      withAgentsDue: async () => [],
    },
    wallets: { message: ({ statement }: { statement: string }) => statement, signed: async () => signed },
    walletBindings: {
      challenge: async (one: WalletChallenge) => void kept.push(one),
      challengeOf: async (id: number | null, text: string) => (id === null && text === "text" ? challenge : undefined),
      use: async (one: WalletChallenge) => unused && used.push(one) > 0,
    },
    logInAddresses: { remember: async () => undefined },
    sessions: { open: async () => undefined },
    tokens: { lifetime: 60, issue: async () => "token" },
    keyedHash: () => "0x00",
    settings: { sessionLifetime: 60 },
  });
  return { services, used, kept };
}

test("the text is nobody's, and the same for every address", async () => {
  const { services, kept } = server();
  const { accountId, message, expiresAt } = await challengeLogIn(services, { address });
  expect([accountId, message]).toEqual([null, "Log in to the account that bound this wallet."]);
  expect(expiresAt.getTime()).toBeGreaterThan(NOW.getTime());
  expect(kept).toHaveLength(1);
});

test("a signature opens a session, and uses the text up", async () => {
  const { services, used } = server();
  expect(await logInByWallet(services, input, "here")).toMatchObject({ token: "token", account: { id: 7 } });
  expect(used).toHaveLength(1);
});

test.each([
  ["another's signature", { signed: false }, "unauthenticated", 0],
  ["a text that was used at the same moment", { unused: false }, "validation", 0],
  [
    "the address of an account that has another now",
    { account: accountOf({ custody: "wallet" }) },
    "unauthenticated",
    1,
  ],
  ["an address whose key is here", { account: accountOf({ address }) }, "unauthenticated", 1],
])("%s opens none", async (_, world, code, uses) => {
  const { services, used } = server(world);
  await expect(logInByWallet(services, input, "here")).rejects.toMatchObject({ code });
  expect(used).toHaveLength(uses);
});

test("a text that was not handed out, or for another address, opens none", async () => {
  const { services } = server();
  await expect(logInByWallet(services, { ...input, message: "other" }, "here")).rejects.toMatchObject({
    code: "validation",
  });
  const elsewhere = { ...input, address: `0x${"cd".repeat(20)}` };
  await expect(logInByWallet(services, elsewhere, "here")).rejects.toMatchObject({ code: "validation" });
});
