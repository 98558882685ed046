import { hash, verify } from "@node-rs/argon2";
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

test.each([
  ["Crème123", "Cre\u0300me123"],
  ["Ａbc１２３４５", "Abc12345"],
  ["Cafe\u0301-9999", "Café-9999"],
  ["ﬁreWall99", "fireWall99"],
])("%s is the same password as %s, however a keyboard writes it", async (one, other) => {
  const passwords = argon2Passwords();
  expect(await passwords.verify(await passwords.hash(one), other)).toBe(true);
  expect(await passwords.verify(await passwords.hash(other), one)).toBe(true);
  expect(await passwords.verify(await passwords.hash(one), `${other} `)).toBe(false);
});

test("a hash that was made of a password as it was typed is good for that one", async () => {
  const typed = "Cre\u0300me123";
  const before = await hash(typed, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  expect(await argon2Passwords().verify(before, typed)).toBe(true);
  expect(await argon2Passwords().verify(before, "Creme123")).toBe(false);
});
