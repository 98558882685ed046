/** Texts of lines of the contract, in English; the others have the same names. */
const en = {
  caption: "Lines of the contract",
  line: "Line",
  event: "Event",
  batch: "Batch",
  when: "When",
  administration: "administration",
  transaction: "Transaction",
};

const zh: typeof en = {
  caption: "合约记录",
  line: "记录",
  event: "事件",
  batch: "批次",
  when: "时间",
  administration: "管理",
  transaction: "交易",
};

/** In both languages. */
export const CHAIN_TEXTS = { en, zh };
