/** Texts of lineages, in English; the others have the same names. */
const en = {
  title: "Lineage",
  back: "To the batch",
  direction: "Show",
  directions: { both: "Both ways", up: "What it was made of", down: "What became of it" },
  counts: (up: number, down: number) => `was made of ${up}, and went into ${down} batches.`,
  truncated: "There are more batches than are shown.",
  nearest: (shown: number, all: number) => `The ${shown} nearest of ${all} batches are shown; the file has all.`,
  alone: "It was made of no other batch, and went into none.",
  graph: "Which batch went into which; the same is in the tables below",
  withheld: "withheld",
  results: { pass: "passed", fail: "failed" },
  batches: "Batches",
  columns: { batch: "Batch", where: "Where", remaining: "Remaining", status: "Status", holder: "Holder" },
  where: (depth: number) => {
    if (depth === 0) return "this batch";
    const steps = Math.abs(depth) === 1 ? "1 step" : `${Math.abs(depth)} steps`;
    return depth < 0 ? `${steps} before` : `${steps} after`;
  },
  edges: "What went into what",
  edgeColumns: { from: "From", to: "To", quantity: "How much", kind: "By" },
  kinds: { split: "a split", transformation: "a transformation" },
  csv: "Save as a table (CSV)",
};

const zh: typeof en = {
  title: "批次谱系",
  back: "返回批次",
  direction: "显示",
  directions: { both: "双向", up: "来源（向上）", down: "去向（向下）" },
  counts: (up: number, down: number) => `来源批次 ${up} 个，去向批次 ${down} 个。`,
  truncated: "批次较多，未能全部显示。",
  nearest: (shown, all) => `共 ${all} 个批次，仅显示最近的 ${shown} 个；文件中为全部。`,
  alone: "该批次没有来源批次，也没有转入其他批次。",
  graph: "批次流向图；下方表格内容相同",
  withheld: "未公开",
  results: { pass: "合格", fail: "不合格" },
  batches: "批次",
  columns: { batch: "批次", where: "位置", remaining: "剩余", status: "状态", holder: "当前持有方" },
  where: (depth: number) => {
    if (depth === 0) return "本批次";
    return depth < 0 ? `上溯 ${-depth} 步` : `下溯 ${depth} 步`;
  },
  edges: "流向明细",
  edgeColumns: { from: "来源", to: "去向", quantity: "数量", kind: "方式" },
  kinds: { split: "拆分", transformation: "投料加工" },
  csv: "保存为表格（CSV）",
};

/** In both languages. */
export const LINEAGE_TEXTS = { en, zh };
