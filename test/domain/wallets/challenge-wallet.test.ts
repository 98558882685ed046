/** What a wallet is asked to sign: for one account and address, for five minutes. */
import { expect, test } from "vitest";
import { roleSet } from "../../../domain/shared/roles.ts";
import { challengeWallet, challengeWalletInput } from "../../../domain/wallets/challenge-wallet.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

test.each([
  [`0x${"aB".repeat(20)}`, `0x${"ab".repeat(20)}`],
  [` 0x${"ab".repeat(20)} `, `0x${"ab".repeat(20)}`],
  [`0x${"00".repeat(20)}`, undefined],
  [`0x${"ab".repeat(19)}`, undefined],
  [`0X${"ab".repeat(20)}`, undefined],
  ["ab".repeat(20), undefined],
  [undefined, undefined],
])("%j is the address %s", (text, address) => {
  expect(challengeWalletInput.safeParse({ address: text }).data?.address).toBe(address);
});

test("it names the account, no name of its holder's, and is another each time", async () => {
  const kept: object[] = [];
  const ask = (roles: number) =>
    challengeWallet(
      servicesOf({
        now: () => NOW,
        mirror: { rolesOf: async () => roles },
        wallets: { message: (facts: object) => JSON.stringify(facts) },
        walletBindings: { challenge: async (challenge: object, at: Date) => void kept.push({ challenge, at }) },
      }),
      contextOf(accountOf()),
      { address: `0x${"AB".repeat(20)}` },
    );
  const challenge = await ask(roleSet("producer"));
  const [issuedAt, expiresAt] = [new Date("2026-03-10T12:00:00Z"), new Date("2026-03-10T12:05:00Z")];
  expect(challenge).toMatchObject({ accountId: 7, address: `0x${"ab".repeat(20)}`, expiresAt });
  expect(kept).toEqual([{ challenge, at: issuedAt }]);
  expect(challenge.message).toContain("the account user-7");
  for (const private_ of ["green-valley", "Green Valley", "example.com", "138"])
    expect(challenge.message).not.toContain(private_);
  expect((await ask(roleSet("inspector"))).nonce).not.toBe(challenge.nonce);
  // Whoever has no role yet, too.
  expect((await ask(0)).nonce).not.toBe(challenge.nonce);
});
