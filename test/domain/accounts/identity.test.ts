/** However a name is written, it is counted and found as one. */
import { expect, test } from "vitest";
import { identityKey } from "../../../domain/accounts/identity.ts";

test.each([
  [" Valley@Example.COM ", "valley@example.com"],
  ["ｖａｌｌｅｙ", "valley"],
  ["+86 138-0000-0000", "+8613800000000"],
  ["１３８ ００００ ００００", "13800000000"],
  // What is no phone number keeps its dashes: they tell it from another's.
  ["green-valley", "green-valley"],
  ["valley-1", "valley-1"],
])("%j is %j", (text, key) => {
  expect(identityKey(text)).toBe(key);
});
