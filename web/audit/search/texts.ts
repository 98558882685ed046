/** Texts of the search, in English; the others have the same names. */
const en = {
  heading: "Auditor’s desk",
  intro:
    "What this server tells is recomputed here line by line, and held against the contract on the node that you choose. Nothing is believed.",
  label: "Code, trace ID, transaction, block or address",
  hint: "AP20230515A123 · trace-… · 0x… (a transaction or a batch’s ID on chain, 66 signs; a firm’s address, 42 signs) · #17 (a block)",
  find: "Find",
  bad: "This is neither a code, an ID, a transaction, a block nor an address.",
  unknown: "Neither this server nor the node knows of it.",
  searching: "Searching…",
  drop: "Drop a certificate (PDF), a proof or an export here",
  dropHint: "Files stay in your browser: of a PDF no more than its fingerprint is looked up.",
  choose: "Choose a file",
  tooLarge: "This file is too large for a browser: use npm run verify.",
  unreadable: "This file is neither a PDF nor a proof.",
  unknownFile: "This server knows of no certificate with exactly these bytes.",
};

const zh: typeof en = {
  heading: "审计台",
  intro: "本服务器所展示的内容在此逐条重新计算，并与您所选节点上的合约核对，无需信任任何一方。",
  label: "批次编码、溯源 ID、交易、区块或地址",
  hint: "AP20230515A123 · trace-… · 0x…（交易哈希或批次链上 ID，66 位；企业地址，42 位）· #17（区块）",
  find: "查找",
  bad: "这不是批次编码、ID、交易、区块或地址。",
  unknown: "本服务器与该节点均无此记录。",
  searching: "正在查找……",
  drop: "将证书（PDF）、证明文件或导出文件拖放到此处",
  dropHint: "文件不会离开您的浏览器：PDF 仅以其指纹查询。",
  choose: "选择文件",
  tooLarge: "文件过大，浏览器无法处理：请使用 npm run verify。",
  unreadable: "该文件既不是 PDF，也不是证明文件。",
  unknownFile: "本服务器没有字节完全相同的证书。",
};

/** In both languages. */
export const SEARCH_TEXTS = { en, zh };
