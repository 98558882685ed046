import type { EventType, TradeField } from "./event-kinds.ts";

/** Texts of steps, in English; the others have the same names. */
const en = {
  type: "What happened",
  types: {
    harvest: "Harvest",
    processing: "Processing",
    packaging: "Packaging",
    storage: "Storage",
    transport: "Transport",
    sale: "Sale",
    declaration: "Declaration",
  } satisfies Record<EventType, string> as Readonly<Record<EventType, string>>,
  date: "When",
  title: "Title",
  description: "Description",
  place: "Place of yours",
  none: "none",
  location: "Where, in words",
  locationHelp: "Those of the place where you leave it empty",
  trade: { carrier: "Carrier", from: "From", to: "To", quantity: "How much of it" } satisfies Record<
    TradeField,
    string
  > as Readonly<Record<TradeField, string>>,
  partyHelp: "An account, an address, a GLN or a name",
  paper: "Paper",
  paperNumber: "Its number",
  restricted: "Withhold this record from the public",
  record: "Record it",
  outcome: "Verdict",
  passed: "Passed",
  failed: "Failed",
  ownCheck:
    "You hold this batch: this is recorded as a check of your own goods, and is no verdict. An inspection body’s is.",
  failWarns:
    "A fail stands before everything else on the batch’s page, until whoever wrote it, or a higher rank, passes it.",
  sampled: (unit: string) => `Sampled quantity (${unit})`,
  report: "Test report (PDF) and pictures",
  inspect: "Record the inspection",
  tested: "What was tested",
};

const zh: typeof en = {
  type: "环节",
  types: {
    harvest: "采收",
    processing: "加工",
    packaging: "包装",
    storage: "仓储",
    transport: "运输",
    sale: "销售",
    declaration: "声明",
  },
  date: "时间",
  title: "标题",
  description: "说明",
  place: "本账户的场所",
  none: "不选择",
  location: "地点（文字）",
  locationHelp: "留空则采用所选场所",
  trade: { carrier: "承运商", from: "发货方", to: "收货方", quantity: "涉及数量" },
  partyHelp: "账户、链上地址、GLN 或名称",
  paper: "单据",
  paperNumber: "单据编号",
  restricted: "不向公众公开本条记录",
  record: "登记",
  outcome: "结论",
  passed: "合格",
  failed: "不合格",
  ownCheck: "您是当前持有方：本次登记为自检声明，不构成检验结论；检验机构的检验才是。",
  failWarns: "不合格结论将显示在批次页面最前，直至原检验方或更高级别机构判定合格。",
  sampled: (unit: string) => `抽样数量（${unit}）`,
  report: "检测报告（PDF）与图片",
  inspect: "登记检验",
  tested: "检测项目",
};

/** In both languages. */
export const EVENT_TEXTS = { en, zh };
