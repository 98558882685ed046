import type { ProofVerdict } from "../../../proof/check.ts";

/** Texts of a period's export, in English; the others have the same names. */
const en = {
  heading: "Export of a period",
  intro:
    "A file with the proof of every batch that was written on within the period, and with the lines of administration. This page and npm run verify -- --export FILE check it, years later too, and show that no line of the period is missing.",
  since: "From (day, UTC)",
  until: "To (day, UTC, included)",
  make: "Make the export",
  stop: "Stop",
  stopped: "Stopped: nothing was saved.",
  looking: "Looking for the lines of the period…",
  progress: (done: string, all: string) => `${done} of ${all} batches`,
  bad: "Give two days, the first not after the second.",
  empty: "The contract has no line in this period.",
  "too-many": "More batches than a browser can hold: choose a shorter period.",
  made: (batches: string) => `The file is made: ${batches} batches.`,
  withheld: (count: string) => `Batches without a proof that anybody may see: ${count}. Their lines are missing in it.`,
  file: "Export",
  checking: "Checking…",
  period: "Period",
  lines: "Lines of the contract",
  batch: "Batch",
  result: "Result",
  missing: (lines: string) => `Lines that are not shown: ${lines}`,
  whole: "No line of the period is missing: the file’s lines and those after it add up to the contract’s own chain.",
  verdicts: {
    verified: "Genuine and complete",
    incomplete: "Genuine, but not all is shown",
    failed: "REFUTED, or the node could not be asked",
  } as Readonly<Record<ProofVerdict, string>>,
};

const zh: typeof en = {
  heading: "按时段导出",
  intro:
    "导出文件包含该时段内有记录的每个批次的证明以及管理记录。本页面与 npm run verify -- --export FILE 均可核验，多年后亦然，并可证明该时段没有遗漏任何记录。",
  since: "起始日（UTC）",
  until: "截止日（UTC，含当日）",
  make: "生成导出文件",
  stop: "停止",
  stopped: "已停止：未保存任何内容。",
  looking: "正在查找该时段的记录……",
  progress: (done: string, all: string) => `批次 ${done} / ${all}`,
  bad: "请填写两个日期，起始日不晚于截止日。",
  empty: "该时段内合约没有记录。",
  "too-many": "批次过多，浏览器无法处理：请缩短时段。",
  made: (batches: string) => `文件已生成：${batches} 个批次。`,
  withheld: (count: string) => `没有公开证明的批次：${count} 个。文件中缺少其记录。`,
  file: "导出文件",
  checking: "正在核验……",
  period: "时段",
  lines: "合约记录",
  batch: "批次",
  result: "结果",
  missing: (lines: string) => `未展示的记录：${lines}`,
  whole: "该时段没有遗漏任何记录：文件中的记录及其后的记录与合约自身的哈希链一致。",
  verdicts: {
    verified: "真实且完整",
    incomplete: "真实，但未全部展示",
    failed: "未通过核验，或无法查询节点",
  },
};

/** In both languages. */
export const EXPORT_TEXTS = { en, zh };
