/** What a refresh token is exchanged for, and what is told of it to the store. */
import { expect, test } from "vitest";
import { refreshSession } from "../../../domain/sessions/refresh-session.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const OLD = "a".repeat(43);

function started(outcome: string, version = 1, stored: string | undefined = undefined) {
  const asked: Record<string, unknown>[] = [];
  const services = servicesOf<Parameters<typeof refreshSession>[0]>({
    now: () => NOW,
    settings: { sessionLifetime: 3_600 },
    keyedHash: (...parts: string[]) => parts.join("|"),
    accounts: { byId: async () => accountOf({ tokenVersion: version }) },
    tokens: {
      issue: async (_: object, { sessionId }: { sessionId: string }) => `token of ${sessionId}`,
      lifetime: 900,
    },
    sessions: {
      async refresh(request: Record<string, string>) {
        asked.push(request);
        return {
          outcome,
          session: { id: "s", accountId: 7, tokenVersion: 1 },
          at: NOW,
          nonce: stored ?? request.nonce,
        };
      },
    },
  });
  return { services, asked };
}
const refresh = (services: ReturnType<typeof started>["services"], key: string | null = null) =>
  refreshSession(services, contextOf(null, { idempotencyKey: key }), { refreshToken: OLD });

test("the new one is made of the old one and a random number, and kept as its hash alone", async () => {
  const { services, asked } = started("rotated");
  const { refreshToken, token, expiresIn } = await refresh(services, "key");
  const nonce = String(asked[0]?.nonce);
  expect([token, expiresIn, refreshToken]).toEqual(["token of s", 900, `refresh-successor|${OLD}|${nonce}`]);
  expect(asked[0]).toMatchObject({
    hash: `refresh-token|${OLD}`,
    successor: { hash: `refresh-token|${refreshToken}`, expiresAt: new Date("2026-03-10T13:00:00.500Z") },
    request: "request|key",
  });
});

test("a retry is given the one that was made first", async () => {
  const { services } = started("repeated", 1, "first");
  expect((await refresh(services, "key")).refreshToken).toBe(`refresh-successor|${OLD}|first`);
});

test.each([
  ["ended", 1],
  ["unknown", 1],
  ["rotated", 2],
])("where it was %s, at version %i of the account, there is none", async (outcome, version) => {
  await expect(refresh(started(outcome, version).services)).rejects.toMatchObject({ code: "unauthenticated" });
});
