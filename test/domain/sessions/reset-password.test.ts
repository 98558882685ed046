/** A reset code, as forms send it. */
import { expect, test } from "vitest";
import { resetPasswordInput } from "../../../domain/sessions/reset-password.ts";

const codeIn = (code: unknown) =>
  resetPasswordInput.safeParse({
    identifier: "alice",
    channel: "email",
    contact: "a@example.com",
    newPassword: "Secret123",
    code,
  });

test.each([
  ["012345", "012345"],
  [" 123456 ", "123456"],
  [123456, "123456"],
  [12345, "012345"],
])("%j is %s", (code, read) => expect(codeIn(code).data?.code).toBe(read));

test.each([
  ["12345", "Code must have six digits"],
  [1234567, "Code must have six digits"],
  [-1, "Code must have six digits"],
  [1.5, "Code must have six digits"],
  [null, "Code must have six digits"],
  [undefined, "Code is required"],
])("%j is none", (code, message) => {
  expect(codeIn(code).error?.issues[0]?.message).toBe(message);
});
