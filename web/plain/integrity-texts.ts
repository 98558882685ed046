/** The words of the page about the mirror's integrity. */
const ZH = {
  title: "账本核对 · 溯源",
  description: "本站数据与区块链合约是否一致，现在以及最近 90 天的核对结果。",
  heading: "账本核对",
  same: (lines: string) => `一致：本站读到的行数（${lines} 行）及其哈希链与合约相同，一行不多，一行不少。`,
  other: "不一致：本站的记录与合约不同，请以区块链为准。",
  unknown: "暂时无法核对：区块链节点没有应答。请稍后刷新。",
  nothing: "还没有任何记录：本站刚开始读取区块链。",
  asOf: (at: string) => `核对时间：${at}`,
  mirrored: "本站",
  onChain: "合约（截至同一区块）",
  batches: "批次",
  block: "已读到的区块",
  final: "最终确认至区块",
  lag: "落后",
  contract: "合约地址",
  notKnown: "未知",
  compared:
    "比对的是读到的行数和全部行的哈希链；各批次的累积哈希在下表中轮流比对。显示的内容由您自己的核验与链上的数字指纹比对。",
  lines: (lines: string) => `${lines} 行`,
  blocks: (blocks: string) => `${blocks} 个区块`,
  chain: (id: string) => `链编号 ${id}`,
  days: "最近 90 天",
  noDays: "还没有核对记录：运行约一分钟后会有第一次。",
  summary: (days: string, checks: string, batches: string, wrong: string) =>
    `${days} 天内核对 ${checks} 次，逐一比对批次 ${batches} 次，发现不一致 ${wrong} 次。`,
  columns: ["日期（UTC）", "核对次数", "比对批次", "不一致", "最多落后区块"],
  yourself: "自己核对",
  how: "不必相信本页。合约给每一行连续编号，并为全部记录维护一条哈希链。用您自己的节点读取合约的 state()，与上面的数字比较；或用本项目的命令从区块链日志重算全部记录：",
  json: '也可在<a href="/audit/mirror?lang=zh">审计台</a>由浏览器重算。程序可读取 <a href="/v1/integrity">/v1/integrity</a>。',
};

/** The words in one language. */
export type IntegrityTexts = typeof ZH;

const counted = (count: string, what: string) => `${count} ${what}${count === "1" ? "" : "s"}`;

const EN: IntegrityTexts = {
  title: "Is this the contract’s? · Suyuan",
  description: "Whether what is told here is what the blockchain contract has, now and over the last 90 days.",
  heading: "Is what is told here what the contract has?",
  same: (lines) =>
    `Yes: the ${counted(lines, "line")} that were read and the hash chain over them are the contract’s, not one more and not one less.`,
  other: "No: the lines here differ from the contract’s. Rely on the blockchain.",
  unknown: "Not known just now: the blockchain’s node does not answer. Reload in a moment.",
  nothing: "There is nothing yet: the blockchain has only begun to be read.",
  asOf: (at) => `Compared on ${at}`,
  mirrored: "Here",
  onChain: "In the contract, as of the same block",
  batches: "Batches",
  block: "Read up to block",
  final: "Final up to block",
  lag: "Behind by",
  contract: "Contract",
  notKnown: "Not known",
  compared:
    "What is compared is the number of lines that were read and the hash chain over all of them; the heads of batches are compared in turn, below. What a page shows is held against its digests on chain by your own verification.",
  lines: (lines) => counted(lines, "line"),
  blocks: (blocks) => counted(blocks, "block"),
  chain: (id) => `Chain ${id}`,
  days: "The last 90 days",
  noDays: "No comparison yet: the first comes after about a minute.",
  summary: (days, checks, batches, wrong) =>
    `On ${counted(days, "day")}: ${counted(checks, "comparison")} of all lines’ chain, ${counted(batches, "head")} of batches compared beside; ${counted(wrong, "difference")} found.`,
  columns: ["Day (UTC)", "Comparisons", "Batches compared", "Differences", "Most blocks behind"],
  yourself: "See for yourself",
  how: "You need not trust this page. The contract numbers its lines without a gap and keeps a hash chain over all of them. Ask your own node for the contract’s state() and compare it with the figures above; or compute all lines anew from the blockchain’s logs:",
  json: 'The <a href="/audit/mirror?lang=en">auditor’s desk</a> does it in your browser. Programs read <a href="/v1/integrity">/v1/integrity</a>.',
};

/** The words by language. */
export const INTEGRITY_TEXTS = { zh: ZH, en: EN };
