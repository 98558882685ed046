/** What is said in English is said in Chinese too. */
import { expect, test } from "vitest";
import { inChinese } from "../../domain/names/in-chinese.ts";
import { messagesInSource } from "./messages-in-source.ts";

test("every sentence that the source may answer with is said in Chinese", () => {
  const missing = messagesInSource()
    .filter(({ text }) => /[A-Za-z]{3}/.test(text) && !/\p{Script=Han}/u.test(text))
    .filter(({ text }) => !/\p{Script=Han}/u.test(inChinese(text.replaceAll("{}", "X")) ?? ""))
    .map(({ text, at }) => `${at}: ${text} (domain/names/input-sentences.ts or refusal-sentences.ts)`);
  expect([...new Set(missing)]).toEqual([]);
  expect(messagesInSource().length).toBeGreaterThan(300);
});
