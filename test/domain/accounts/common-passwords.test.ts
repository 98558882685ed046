/** What is guessed first is no password, whatever characters it has. */
import { expect, test } from "vitest";
import { refuseCommonPassword } from "../../../domain/accounts/common-passwords.ts";
import { inChinese } from "../../../domain/names/in-chinese.ts";
import { commonPasswords } from "../../support/made.ts";

const isTaken = (password: string) => {
  try {
    refuseCommonPassword({ commonPasswords }, ["newPassword", "New password"], password);
    return true;
  } catch (error) {
    expect(error).toMatchObject({
      code: "validation",
      details: [{ field: "newPassword", message: "New password is too common: choose another" }],
    });
    return false;
  }
};

test.each([
  "Password1",
  "pASSWORD1",
  "Password123!",
  "Password2026!",
  "Ｐassword１",
  "Aa123456",
  "Aa123456!!",
  "P@ssw0rd",
  "Qwerty123",
  "Qwerty-2026",
  "Iloveyou520",
  "Welcome2026",
  "Admin123",
  "Admin@2026",
  "Abc12345",
  "1qaz2wsX",
])("%s is refused", (password) => {
  expect(isTaken(password)).toBe(false);
});

test.each([
  // The documents' own.
  "Secret123",
  "Secret456",
  "Better-1234",
  "Suyuan2026",
  "Another123",
  // A common word at the beginning of what is long and at random.
  "Dragon8372918472",
  "Password-for-the-orchard-7",
  "correct Horse 7 battery staple",
  "绿谷Nongchang2187",
])("%s is taken", (password) => {
  expect(isTaken(password)).toBe(true);
});

test("it is said in Chinese too", () => {
  expect(inChinese("New password is too common: choose another")).toBe("新密码太常见，容易被猜到，请另选");
});
