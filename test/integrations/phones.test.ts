/** One phone number has one form, however people write it. */
import { expect, test } from "vitest";
import { isPhoneCountry, phonesOf } from "../../integrations/phones/libphonenumber.ts";

test.each([
  ["CN", "13800138000", "+8613800138000"],
  ["CN", "+86 138-0013-8000", "+8613800138000"],
  ["CN", "(+86) 138 0013 8000", "+8613800138000"],
  ["CN", "008613800138000", "+8613800138000"],
  ["CN", "8613800138000", "+8613800138000"],
  ["CN", "＋８６　１３８－００１３－８０００", "+8613800138000"],
  ["CN", "\u202a+86 138\u20110013–8000\u202c", "+8613800138000"],
  ["CN", "010-8888 8888", "+861088888888"],
  ["CN", "+44 7911 123456", "+447911123456"],
  ["CN", "+44 (0)20 7946 0000", "+442079460000"],
  ["CN", "+852 9123 4567", "+85291234567"],
  ["DE", "0171 1234567", "+491711234567"],
  ["DE", "+86 13800138000", "+8613800138000"],
  ["CN", "12345", null],
  ["CN", "10086", null],
  ["CN", "1234", null],
  ["CN", "138001380001380013800", null],
  ["CN", "+8600000000000", null],
  ["CN", "138x0138000", null],
  ["CN", "13800138000 ext. 5", null],
  ["CN", "13800138000;ext=5", null],
  ["CN", "138.0013.8000", null], // It may be a username.
  ["CN", "valley@example.com", null],
  ["CN", "", null],
] as const)("in %s %j is %s", (country, text, number) => {
  expect(phonesOf(country).e164(text)).toBe(number);
});

test("a country is named by its code", () => {
  expect(["CN", "DE", "HK", "XX", "CHN", "cn", ""].filter(isPhoneCountry)).toEqual(["CN", "DE", "HK"]);
});
