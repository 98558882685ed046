import { expect, test } from "vitest";
import { CONTRACT_SENTENCES } from "../../../domain/names/contract-sentences.ts";
import { inChinese } from "../../../domain/names/in-chinese.ts";
import { INPUT_SENTENCES } from "../../../domain/names/input-sentences.ts";
import { REFUSAL_SENTENCES } from "../../../domain/names/refusal-sentences.ts";

test.each([
  ["Validation failed", "输入有误"],
  ["Quantity must be a positive number", "数量须为正数"],
  ["Harvest date cannot be in the future", "采收日期不能在将来"],
  ["Name must have at most 200 characters", "名称最多 200 个字符"],
  ["Limit must be a whole number from 1 to 100", "每页数量须为 1 至 100 的整数"],
  ["Status must be passed or failed", "状态须为 passed 或 failed"],
  ["Trace batch not found", "找不到溯源批次"],
  ["Trace with ID trace-999 does not exist", "不存在编号为 trace-999 的溯源批次"],
  ["You do not have permission to update this trace batch", "您没有权限更新该溯源批次"],
  [
    "You do not have permission to add cleaning events to this trace batch: its holder, 绿谷 {农场}, has to admit you first, by POST /v1/traces/trace-1/parties",
    "您没有权限为该溯源批次添加 cleaning 事件：须先由其持有方 绿谷 {农场} 通过 POST /v1/traces/trace-1/parties 准许您",
  ],
  ["The batch is recalled: it cannot change", "批次已召回，不能更改"],
  ["The batch is withdrawn, so it takes no such line", "批次已撤销，不能再写入此类记录"],
  ["This application was approved already: revoke the role instead", "该申请早已批准，请改为撤销角色"],
  ["Batch code A$&B resembles A(B: choose another", "批次编码 A$&B 与 A(B 看起来相似，请另选"],
])("%s: %s", (english, chinese) => {
  expect(inChinese(english)).toBe(chinese);
});

test.each(["", "Premium organic red apples", "种植者", "Name", "Validation failed, and more"])(
  "%j is no sentence of ours",
  (text) => {
    expect(inChinese(text)).toBeUndefined();
  },
);

test("whatever stands in a hole stands in both languages, and no sentence is there twice", () => {
  const sentences = [
    ...Object.entries(INPUT_SENTENCES),
    ...Object.entries(REFUSAL_SENTENCES),
    ...Object.values(CONTRACT_SENTENCES).map(({ en, zh }) => [en, zh] as const),
  ];
  const holesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const [english, chinese] of sentences) {
    expect([english, ...holesOf(chinese)]).toEqual([english, ...holesOf(english)]);
    expect(chinese).toMatch(/\p{Script=Han}/u);
  }
  expect(new Set(sentences.map(([english]) => english)).size).toBe(sentences.length);
});

test("a text of somebody else's does no harm, however long and whatever it repeats", () => {
  const refusal = "You do not have permission to ";
  expect(inChinese("a ".repeat(50_000))).toBeUndefined();
  expect(inChinese(refusal.repeat(3000))).toBeUndefined();
  expect(inChinese(`${refusal}${refusal}see`)).toBe("您没有权限您没有权限see");
  expect(inChinese(`${refusal}{action} $1 $&`)).toBe("您没有权限{action} $1 $&");
});
