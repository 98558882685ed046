/** Whose a token is: while its version stands and its session is open. */
import { expect, test } from "vitest";
import type { TokenClaims } from "../../../domain/accounts/ports.ts";
import { authenticateSession } from "../../../domain/sessions/authenticate.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const CLAIMS: TokenClaims = { accountId: 7, tokenVersion: 1, sessionId: "s" };
const ask = (claims: Partial<TokenClaims> | undefined, version = 1) =>
  authenticateSession(
    servicesOf({
      tokens: { verify: async () => claims && { ...CLAIMS, ...claims } },
      accounts: { byId: async (id: number) => (id === 7 ? accountOf({ tokenVersion: version }) : undefined) },
      sessions: { isOpen: async (id: string) => id === "s" },
    }),
    "token",
  );

test("it is its account's, in its session or outside of any", async () => {
  expect(await ask({})).toEqual({ account: accountOf(), sessionId: "s" });
  expect(await ask({ sessionId: null })).toEqual({ account: accountOf(), sessionId: null });
});

test.each([
  ["forged or expired", undefined, 1],
  ["of an account that is gone", { accountId: 8 }, 1],
  ["of a version that was ended", {}, 2],
  ["of a version that is still to come", { tokenVersion: 2 }, 1],
  ["of a session that is over", { sessionId: "over" }, 1],
  ["outside of any session, of a version that was ended", { sessionId: null }, 2],
])("one that is %s is no good", async (_what, claims, version) => {
  const message = "The access token is invalid or has expired";
  await expect(ask(claims, version)).rejects.toMatchObject({ code: "unauthenticated", message });
});
