/** Texts of the comparison of the whole mirror, in English; the others have the same names. */
const en = {
  heading: "The whole mirror against the chain",
  intro:
    "Every line that this server has, administration included, is held against the logs of your node, and these against the contract’s own hash chain over all lines.",
  start: "Compare all lines",
  again: "Compare again",
  stop: "Stop",
  stopped: "Stopped: nothing is known of the lines that were not reached.",
  progress: (lines: string, block: string, last: string) => `${lines} lines compared, block ${block} of ${last}`,
  same: (lines: string) => `All ${lines} lines of this server are the contract’s, not one more and not one less.`,
  different: (line: string) => `Line ${line} is not the same here as on chain.`,
  nodeNotWhole:
    "The node’s logs do not add up to the contract’s own chain: it hides or changes lines, or has forgotten old ones. Choose another node.",
  behind: (count: string) => `The server is ${count} lines behind: these were not compared.`,
  onChain: "On chain",
  mirrored: "On this server",
  none: "no such line",
  name: "Value",
  caption: (line: string) => `Line ${line}, on chain and on this server`,
};

const zh: typeof en = {
  heading: "整个镜像与链的核对",
  intro: "将本服务器的全部记录（含管理记录）与您节点上的日志逐条核对，并将日志与合约自身的全部记录哈希链核对。",
  start: "核对全部记录",
  again: "重新核对",
  stop: "停止",
  stopped: "已停止：尚未核对到的记录，结果未知。",
  progress: (lines: string, block: string, last: string) => `已核对 ${lines} 条记录，区块 ${block} / ${last}`,
  same: (lines: string) => `本服务器的 ${lines} 条记录与合约完全一致，不多也不少。`,
  different: (line: string) => `第 ${line} 条记录与链上不一致。`,
  nodeNotWhole: "该节点的日志与合约自身的哈希链不符：节点隐藏或更改了记录，或已不保存早期记录。请更换节点。",
  behind: (count: string) => `服务器落后 ${count} 条记录，这些记录未核对。`,
  onChain: "链上",
  mirrored: "本服务器",
  none: "无此记录",
  name: "值",
  caption: (line: string) => `第 ${line} 条记录：链上与本服务器`,
};

/** In both languages. */
export const MIRROR_TEXTS = { en, zh };
