import { verify } from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { argon2Passwords } from "../../integrations/passwords/argon2.ts";

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

/** What a hash costs to check: algorithm, memory, passes and lanes. */
const costOf = (hash: unknown) => String(hash).split("$").slice(0, 4).join("$");

test("a password of nobody is checked as expensively as one of somebody", async () => {
  const passwords = argon2Passwords();
  const hash = await passwords.hash("Secret123");
  expect(await passwords.verify(hash, "Wrong1234")).toBe(false);
  expect(await passwords.verify(undefined, "Wrong1234")).toBe(false);
  const [known, unknown] = vi.mocked(verify).mock.calls;
  expect(costOf(unknown?.[0])).toBe(costOf(known?.[0]));
  expect(costOf(unknown?.[0])).toBe("$argon2id$v=19$m=19456,t=2,p=1");
  expect(vi.mocked(verify)).toHaveBeenCalledTimes(2);
});
