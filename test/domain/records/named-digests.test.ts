/** Every digest that stands anywhere in a document: what it names is nobody's orphan. */
import { expect, test } from "vitest";
import { digestsIn } from "../../../domain/records/named-digests.ts";

const [A, B] = ["a".repeat(64), "B1".repeat(32)];

test("in an address, in a text, in digits of either case, and once", () => {
  const text = `{"url":"https://suyuan.test/v1/attachments/${A}","text":"0x${B} and 果${A.toUpperCase()}","short":"${"c".repeat(63)}"}`;
  expect(digestsIn(new TextEncoder().encode(text))).toEqual([`0x${A}`, `0x${B.toLowerCase()}`]);
  expect(digestsIn(new Uint8Array())).toEqual([]);
});
