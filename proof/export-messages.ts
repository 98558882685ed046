/** What was found of an export, in words for people: the desk and the terminal say the same. */
import type { Language } from "./messages.ts";
import type { ExportFault } from "./verify-export.ts";

const MESSAGES: Readonly<Record<Language, Readonly<Record<ExportFault, string>>>> = {
  en: {
    "not-an-export": "This is no export of a period.",
    "malformed-line": "It has a line that no chain could hold.",
    "left-out": "Lines of the period are not shown in it, so that nothing can be said of the period as a whole.",
    "other-chain": "The node is of another chain than the export.",
    "no-answer": "The node does not give what it takes to tell whether lines are missing.",
    "not-on-chain": "Its lines do not add up to the contract's own chain: some were changed, added or left out.",
    "more-before": "The period has lines before the first of it.",
    "more-after": "The period has lines after the last of it.",
  },
  zh: {
    "not-an-export": "这不是某一时段的导出文件。",
    "malformed-line": "其中有任何链上都不可能存在的记录。",
    "left-out": "该时段的部分记录未在其中展示，因此无法判断整个时段。",
    "other-chain": "该节点与导出文件不属于同一条链。",
    "no-answer": "节点未能给出判断是否遗漏记录所需的内容。",
    "not-on-chain": "其记录与合约自身的哈希链不符：有记录被更改、添加或遗漏。",
    "more-before": "该时段在其首条记录之前另有记录。",
    "more-after": "该时段在其末条记录之后另有记录。",
  },
};

/** A fault in a sentence. */
export function describeExportFault(fault: ExportFault, language: Language): string {
  return MESSAGES[language][fault];
}
