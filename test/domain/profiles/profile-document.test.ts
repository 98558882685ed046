import { expect, test } from "vitest";
import { parseProfile, profileDocumentSchema } from "../../../domain/profiles/profile-document.ts";
import { addressOf } from "../../support/made.ts";

const ACCOUNT = addressOf("f1");
const full = {
  format: "suyuan-profile/1",
  salt: "00".repeat(16),
  account: ACCOUNT,
  names: { en: "Green Valley Farm", zh: "绿谷农场" },
  gln: "4012345000009",
  licences: [
    { kind: "Food production", number: "SC10112345678901", issuer: "Shandong" },
    { kind: "Organic", number: "7" },
  ],
  place: "Yantai, Shandong",
  contact: "valley@example.com",
  website: "https://valley.example/farm?a=1",
};

test("a profile is read as it was written, whole or with a name alone", () => {
  expect(parseProfile(JSON.stringify(full), ACCOUNT)).toEqual(full);
  const { format, salt, account } = full;
  const bare = { format, salt, account, names: { zh: "绿谷农场" } };
  expect(parseProfile(JSON.stringify(bare), ACCOUNT)).toEqual(bare);
});

test("a profile of another account is nobody's", () => {
  expect(parseProfile(JSON.stringify(full), addressOf("f2"))).toBeUndefined();
});

test.each([
  ["another format", { format: "suyuan-record/1" }],
  ["a field that it does not have", { owner: "somebody" }],
  ["no salt", { salt: "" }],
  ["an address in capitals", { account: ACCOUNT.toUpperCase().replace("0X", "0x") }],
  ["no name", { names: {} }],
  ["an empty name", { names: { en: "" } }],
  ["a name in another language", { names: { en: "Farm", fr: "Ferme" } }],
  ["a name of spaces", { names: { en: "  " } }],
  ["a name with spaces around it", { names: { en: " Farm" } }],
  ["a name that is too long", { names: { en: "x".repeat(201) } }],
  ["a name with a line's end", { names: { en: "Farm\nConfirmed" } }],
  ["a name that turns the direction of writing", { names: { en: "Farm \u202emraF" } }],
  ["a name with a space that nobody sees", { names: { en: "Fa\u200brm" } }],
  ["a name of a letter that nobody sees", { names: { zh: "\u3164" } }],
  ["a name in decomposed letters", { names: { en: "Cafe\u0301" } }],
  ["a location number with a wrong check digit", { gln: "4012345000008" }],
  ["a location number that is too short", { gln: "40123450" }],
  ["too many licences", { licences: Array.from({ length: 21 }, () => ({ kind: "a", number: "1" })) }],
  ["a licence without a number", { licences: [{ kind: "a" }] }],
  ["a licence with more to it", { licences: [{ kind: "a", number: "1", until: "2030" }] }],
  ["a website that runs", { website: "javascript:alert(1)" }],
  ["a website with hidden characters", { website: "https://valley.example/\u202e" }],
])("with %s it is none", (_, change) => {
  expect(profileDocumentSchema.safeParse({ ...full, ...change }).success).toBe(false);
  expect(parseProfile(JSON.stringify({ ...full, ...change }), ACCOUNT)).toBeUndefined();
});

test.each(["", "{", "[]", "7", "[".repeat(100_000), `{"a":"${"x".repeat(20_000)}"}`])(
  "no text makes reading fall over",
  (content) => {
    expect(parseProfile(content, ACCOUNT)).toBeUndefined();
  },
);
