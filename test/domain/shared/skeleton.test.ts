/** What people take for the same code or name. */
import { expect, test } from "vitest";
import { CONFUSABLES } from "../../../domain/shared/confusables.ts";
import { skeletonOf } from "../../../domain/shared/skeleton.ts";

test.each([
  "ap20230515a123",
  "AP20230515A123.",
  "AP20230515A123/",
  "AP20230515A123%2e",
  "AP20230515A123%252E",
  "-AP20230515A123-",
  "AP2O23O5I5A123", // The letters O and I.
  "ＡＰ２０２３０５１５Ａ１２３",
  "АР20230515А123", // Cyrillic letters.
  "AP20230515\u200bA123",
])("%j looks like the code", (code) => {
  expect(skeletonOf(code)).toBe(skeletonOf("AP20230515A123"));
});

test.each([
  ["AP20230515A123", "AP20230515A124"],
  ["AP-1", "AP1"],
  ["东方果园", "東方果園"], // Two spellings of one word: not for a table to say.
  ["工厂", "エ厂"], // A word, and a kana that looks like its half.
  ["Müller", "Muller"],
  ["...", "---"],
])("%j and %j are two", (one, other) => {
  expect(skeletonOf(one)).not.toBe(skeletonOf(other));
});

test.each([
  ["Green Valley Farm", "GREEN  VALLEY FARM."],
  ["Green Valley Farm", "Grееn Vаllеy Fаrm"], // Cyrillic vowels.
  ["modern", "rnodern"],
  ["ﬁeld", "field"],
])("%j and %j look alike", (one, other) => {
  expect(skeletonOf(one)).toBe(skeletonOf(other));
});

test("what is malformed is only text, a skeleton is its own, and no East Asian character looks like another", () => {
  for (const text of ["50%OFF", "%", "%zz", "\ud800", "", "AP~1.", "Бульба-17"]) {
    expect(skeletonOf(skeletonOf(text))).toBe(skeletonOf(text));
  }
  for (const character of CONFUSABLES.keys()) {
    expect(character).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u);
  }
});
