/** What is not seen is taken out, and what belongs to a picture stays. */
import { expect, test } from "vitest";
import { hasHidden, withoutHidden } from "../../../domain/shared/hidden-characters.ts";

test.each([
  ["Green Valley", "Green Valley"],
  ["绿谷\u200b", "绿谷"], // Zero width space.
  ["\u202egpj.exe", "gpj.exe"], // Turns the writing around.
  ["a\u0000b\nc", "abc"],
  ["a\u00adb\u2060c\ufeff", "abc"],
  ["a\u3164b", "ab"], // A Hangul filler.
  ["a\u{e0041}b", "ab"], // A tag.
  ["a\u0600b", "ab"], // A sign that stands before Arabic digits, and under none here.
  ["\ud800x", "x"],
  ["👩‍🌾", "👩‍🌾"], // A woman, a joiner, a sheaf of rice.
  ["❤️", "❤️"],
  ["a\u200db", "ab"], // The same joiner where it joins nothing.
])("%j is %j to a reader", (text, seen) => {
  expect(withoutHidden(text)).toBe(seen);
  expect(hasHidden(text)).toBe(text !== seen);
});
