/** What only the right secret opens, each guard by itself. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../../domain/accounts/account.ts";
import type { Services } from "../../../domain/services.ts";
import type { Sessions } from "../../../domain/sessions/ports.ts";
import { refreshSession } from "../../../domain/sessions/refresh-session.ts";
import { resetPassword } from "../../../domain/sessions/reset-password.ts";
import { codeOf } from "../../../domain/sessions/secrets.ts";
import { as, type Core, startCore } from "../../support/core.ts";

let core: Core;
let account: Account;
beforeAll(async () => {
  core = await startCore();
  account = await core.account();
});
afterAll(() => core.close());

describe("the refresh token that follows another", () => {
  /** The next token, where the sessions say that this random number is the one that holds. */
  async function next(refreshToken: string, nonce: string): Promise<string> {
    const session = { id: "session", accountId: account.id, tokenVersion: account.tokenVersion };
    const refresh: Sessions["refresh"] = async ({ at }) => ({ outcome: "repeated", session, nonce, at });
    const services = {
      ...core.services,
      accounts: core.services.accounts,
      keyedHash: core.services.keyedHash,
      sessions: { refresh },
      tokens: { lifetime: 60, issue: async () => "access token" },
    } as unknown as Services;
    return (await refreshSession(services, as(null), { refreshToken })).refreshToken;
  }

  test("is told again to whoever has the old one and the database's number, and to nobody with but one", async () => {
    const token = await next("old", "number");
    expect(await next("old", "number")).toBe(token);
    expect(await next("another", "number")).not.toBe(token);
    expect(await next("old", "another")).not.toBe(token);
  });

  test("is the one whose hash is stored", async () => {
    let stored = "";
    const sessions: Partial<Sessions> = {
      async refresh({ successor, nonce, at }) {
        stored = successor.hash;
        const session = { id: "session", accountId: account.id, tokenVersion: account.tokenVersion };
        return { outcome: "rotated", session, nonce, at };
      },
    };
    const tokens = { lifetime: 60, issue: async () => "access token" };
    const services = { ...core.services, sessions, tokens } as unknown as Services;
    const { refreshToken } = await refreshSession(services, as(null), { refreshToken: "old" });
    expect(core.services.keyedHash("refresh-token", refreshToken)).toBe(stored);
  });
});

describe("a new password", () => {
  /** Tries a code that may be right; tells what was set, or why not. */
  async function reset(code: string, whose = account): Promise<string> {
    const set: string[] = [];
    const services = {
      ...core.services,
      passwords: { hash: async (password: string) => `hash of ${password}`, verify: async () => false },
      accounts: {
        ...core.services.accounts,
        async setPassword(id: number, hash: string) {
          set.push(`${id}: ${hash}`);
          return true;
        },
      },
    } as unknown as Services;
    const target = { identifier: whose.username, channel: "email", contact: whose.email };
    const input = { ...target, code, newPassword: "Better-1234" };
    const refused = await resetPassword(services, as(null), input, "203.0.113.7").then(
      () => undefined,
      (error) => error.code as string,
    );
    return refused ?? set.join();
  }

  /** Has a code issued; gives it. */
  async function issue(now = new Date()): Promise<string> {
    const { keyedHash, resetCodes } = core.services;
    const subject = keyedHash("reset-subject", "account", String(account.id), "email");
    const expiresAt = new Date(now.getTime() + 600_000);
    const message = { channel: "email", to: account.email, subject: "", text: "" } as never;
    const seed = "a seed";
    await resetCodes.issue({ subject, seed, request: null, expiresAt }, { message, expiresAt } as never, false, now);
    return codeOf(keyedHash, seed);
  }

  const others = (code: string) => ["000000", "123456", "999999", "654321"].filter((other) => other !== code);

  test("is set by the very code that was issued, once", async () => {
    const code = await issue();
    for (const other of others(code).slice(0, 3)) expect(await reset(other)).toBe("validation");
    expect(await reset(code)).toBe(`${account.id}: hash of Better-1234`);
    expect(await reset(code)).toBe("validation");
  });

  test("is not set by the right code after five wrong ones, nor after ten minutes, nor for somebody else", async () => {
    const code = await issue();
    expect(await reset(code, await core.account())).toBe("validation");
    for (let tries = 0; tries < 5; tries++) expect(await reset(others(code)[0] as string)).toBe("validation");
    expect(await reset(code)).toBe("validation");
    const old = await issue(new Date(Date.now() - 600_000));
    expect(await reset(old)).toBe("validation");
  });
});
