import { expect, test } from "vitest";
import { languageAccepted, languageFor } from "../../../domain/names/language.ts";

test.each([
  ["zh", "zh"],
  ["zh-Hant-TW", "zh"],
  ["ZH-cn", "zh"],
  ["ug-CN", "zh"],
  ["bo-CN", "zh"],
  ["mn-CN", "zh"],
  ["mn-Mong-CN", "zh"],
  ["bo", "zh"],
  ["mn-MN", "en"],
  ["en-CN", "en"],
  ["zha", "en"],
  ["de", "en"],
  ["", "en"],
])("whoever prefers %s reads %s", (tag, language) => {
  expect(languageFor(tag)).toBe(language);
});

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-GB, zh;q=0.9", "en"],
  ["en;q=0.2, zh-TW;q=0.9", "zh"],
  ["zh;q=0, en;q=0.1", "en"],
  ["*, de;q=0.5", "en"],
  ["*", "zh"],
  ["", "zh"],
  [undefined, "zh"],
])("a browser that accepts %s is addressed in %s", (header, language) => {
  expect(languageAccepted(header)).toBe(language);
});
