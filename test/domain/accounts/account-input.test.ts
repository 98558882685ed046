/** What an account may be called, and by what it may be reached. */
import { expect, test } from "vitest";
import {
  accountNameSchema,
  emailSchema,
  givenPasswordSchema,
  passwordSchema,
  registerInput,
  usernameSchema,
} from "../../../domain/accounts/account-input.ts";
import { parseInput } from "../../../domain/shared/input.ts";

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test.each([
  ["green-valley", true],
  ["绿谷农场", true],
  ["a.b_c-1", true],
  ["x".repeat(50), true],
  ["x", false],
  ["x".repeat(51), false],
  ["green valley", false],
  ["valley@example.com", false],
  ["138-0000-0000", false],
  ["аdmin2", false], // The first letter is Cyrillic.
  ["⼤⽥", true], // Radicals, which are made the characters that they look like.
  ["⺁⺂", false], // Radicals that are made nothing else.
])("the username %s may be chosen: %s", (name, isTaken) => {
  expect(takes(usernameSchema, name)).toBe(isTaken);
});

test.each(["admin", "Admin_01", "s-u-y-u-a-n", "ＲＯＯＴ", "管理员", "客服_1"])(
  "%s is the installation's own",
  (name) => {
    expect(takes(usernameSchema, name)).toBe(false);
  },
);

test("names that only begin like those are not", () => {
  for (const name of ["administration-valley", "rooted", "官方1农场"])
    expect([name, takes(usernameSchema, name)]).toEqual([name, true]);
});

test.each([
  ["Abcdefg1", true],
  ["密码Abcdef1", true],
  ["Abcdef1", false],
  ["abcdefg1", false],
  ["ABCDEFG1", false],
  ["Abcdefgh", false],
  [`Aa1${"x".repeat(125)}`, true],
  [`Aa1${"x".repeat(126)}`, false],
])("the password %s may be set: %s", (password, isTaken) => {
  expect(takes(passwordSchema, password)).toBe(isTaken);
});

test("a password that is claimed need not be one that may be set", () => {
  expect(takes(givenPasswordSchema("Password"), "weak")).toBe(true);
  expect(takes(givenPasswordSchema("Password"), "")).toBe(false);
  expect(takes(givenPasswordSchema("Password"), "x".repeat(1025))).toBe(false);
});

test("an e-mail address has its spaces taken off, and no more than 254 characters", () => {
  expect(emailSchema.parse(" a@example.com ")).toBe("a@example.com");
  expect(takes(emailSchema, "a@")).toBe(false);
  expect(takes(emailSchema, `${"a".repeat(250)}@example.com`)).toBe(false);
});

test("a name may be in any writing, but has nothing that is not seen", () => {
  expect(takes(accountNameSchema, "绿谷 Green Valley 👩‍🌾")).toBe(true);
  expect(takes(accountNameSchema, "Green\u200bValley")).toBe(false);
  expect(takes(accountNameSchema, "x".repeat(201))).toBe(false);
});

test("a registration names an email or a phone, in whichever way it is written", () => {
  const given = { username: "valley", password: "Abcdefg1" };
  const whole = parseInput(registerInput, { ...given, phone: "+86 138-0000 0000", email: "", name: "" });
  expect(whole).toEqual({ ...given, phone: "+86 138-0000 0000", email: null, name: null, role: null });
  for (const phone of ["call me", " ", "1".repeat(51), 13800000000]) {
    expect(takes(registerInput, { ...given, phone })).toBe(false);
  }
  expect(registerInput.safeParse({ ...given, email: "", phone: null }).error?.issues).toMatchObject([
    { path: ["email"], message: "Email or phone is required" },
  ]);
});
