/** Texts of a journey, in English; the others have the same names. */
const en = {
  nothing: "Nothing is recorded yet.",
  by: "by",
  file: "File",
  withheld: "withheld",
  passed: "passed",
  failed: "failed",
  chain: {
    pending: "on its way into the chain",
    confirmed: "on chain, not yet final",
    final: "final",
  } as Readonly<Record<string, string>>,
  amend: "Amend",
  amendLead: "The earlier text is kept and shown beside the new one. What, when and the verdict cannot be changed.",
  reason: "Why it is amended",
  title: "Title",
  description: "Description",
  location: "Where",
  save: "Amend it",
  amended: "Amended",
  history: (count: number) => (count === 1 ? "1 earlier text" : `${count} earlier texts`),
};

const zh: typeof en = {
  nothing: "尚无记录。",
  by: "记录者",
  file: "文件",
  withheld: "未公开",
  passed: "合格",
  failed: "不合格",
  chain: { pending: "正在上链", confirmed: "已上链，待最终确定", final: "已最终确定" },
  amend: "修订",
  amendLead: "原文将保留，并与新内容一并显示。环节、时间与结论不可更改。",
  reason: "修订原因",
  title: "标题",
  description: "说明",
  location: "地点",
  save: "提交修订",
  amended: "已修订",
  history: (count: number) => `此前 ${count} 个版本`,
};

/** In both languages. */
export const JOURNEY_TEXTS = { en, zh };
