/** Texts of the overview, in English; the others have the same names. */
const en = {
  title: (name: string) => `Good to see you, ${name}`,
  roles: "Your roles on chain",
  noRoles: "You have no role on chain yet. You can read, and hold what is handed to you.",
  waiting: "Waiting for you",
  offers: (count: number) => (count === 1 ? "1 batch is offered to you" : `${count} batches are offered to you`),
  recalls: (count: number) => (count === 1 ? "1 recall concerns you" : `${count} recalls concern you`),
  nothingWaits: "Nothing is waiting for you.",
  newest: "Newest batches that you hold",
  allBatches: "All batches",
  roleNames: {
    producer: "producer",
    processor: "processor",
    carrier: "carrier",
    retailer: "retailer",
    pharmacy: "pharmacy",
    inspector: "inspector",
    regulator: "regulator",
    supplier: "producer",
    logistics: "carrier",
    unauth: "none",
  } as Readonly<Record<string, string>>,
};

const zh: typeof en = {
  title: (name: string) => `${name}，您好`,
  roles: "您的链上角色",
  noRoles: "您尚无链上角色：可以查阅，也可以持有交接给您的批次。",
  waiting: "待您处理",
  offers: (count: number) => `有 ${count} 个批次等待您接收`,
  recalls: (count: number) => `有 ${count} 项召回与您有关`,
  nothingWaits: "暂无待处理事项。",
  newest: "您持有的最新批次",
  allBatches: "全部批次",
  roleNames: {
    producer: "生产者",
    processor: "加工商",
    carrier: "承运商",
    retailer: "零售商",
    pharmacy: "药店",
    inspector: "检验机构",
    regulator: "监管部门",
    supplier: "生产者",
    logistics: "承运商",
    unauth: "无",
  },
};

/** In both languages. */
export const OVERVIEW_TEXTS = { en, zh };
