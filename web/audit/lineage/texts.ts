import type { DescendantOutcome } from "./descendants.ts";

/** Texts of a lineage, in English; the others have the same names. */
const en = {
  heading: "Lineage of",
  back: "The batch line by line",
  intro:
    "Each batch is checked by its own proof against the contract on your node, and what each says of the other. Verified lines alone say what is made of what, so that none can be left out.",
  checking: "Checking…",
  stop: "Stop",
  stopped: "Stopped: nothing is known of what was not reached.",
  again: "Check again",
  up: "What it was made of",
  down: "What became of it",
  batch: "Batch",
  from: "Made of",
  result: "Result",
  nothing: "Nothing was made of it.",
  truncated: "There are more than are looked at here: go on from one of these.",
  ownFailed: "The batch itself is refuted, or the node could not be asked: nothing can be said of its lineage.",
  outcomes: {
    passed: "genuine",
    incomplete: "genuine, not all of it is shown",
    failed: "REFUTED",
    "not-linked": "REFUTED: it does not say that it was made of this one",
    "not-shown": "withheld: no proof of it is shown",
    unknown: "not on this chain, as the node tells",
    unreachable: "its proof could not be fetched",
  } as Readonly<Record<DescendantOutcome, string>>,
};

const zh: typeof en = {
  heading: "来源与去向：",
  back: "逐条核验该批次",
  intro: "每个批次均以其自身的证明与您节点上的合约核对，并核对彼此的说法。来源关系只以已核验的记录为准，因此不会遗漏。",
  checking: "正在核验……",
  stop: "停止",
  stopped: "已停止：尚未核验到的批次，结果未知。",
  again: "重新核验",
  up: "原料来源",
  down: "去向",
  batch: "批次",
  from: "来自",
  result: "结果",
  nothing: "尚未制成其他批次。",
  truncated: "其余批次未在此核验：请从其中某一批次继续。",
  ownFailed: "该批次本身未通过核验，或无法查询节点：其来源与去向无法判断。",
  outcomes: {
    passed: "真实",
    incomplete: "真实，但未全部展示",
    failed: "未通过核验",
    "not-linked": "未通过核验：其记录并未载明由此批次制成",
    "not-shown": "未展示其证明",
    unknown: "节点上没有该批次",
    unreachable: "未能取得其证明",
  },
};

/** In both languages. */
export const LINEAGE_TEXTS = { en, zh };
