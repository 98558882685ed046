/** The reference's texts in Chinese, by what they are in English. */
import { ACCOUNTS_TEXTS } from "./accounts.ts";
import { INSPECTION_TEXTS } from "./inspection.ts";
import { ORDERS_TEXTS } from "./orders.ts";
import { SYSTEM_TEXTS } from "./system.ts";
import { TOMATO_TEXTS } from "./tomato.ts";
import { TRACES_TEXTS } from "./traces.ts";
import { TRACES_PARTIES_TEXTS } from "./traces-parties.ts";

/** Summaries, descriptions of operations, and what is told of their parameters. */
export const OPERATION_TEXTS: Readonly<Record<string, string>> = {
  ...SYSTEM_TEXTS,
  ...ORDERS_TEXTS,
  ...TRACES_TEXTS,
  ...TRACES_PARTIES_TEXTS,
  ...ACCOUNTS_TEXTS,
  ...TOMATO_TEXTS,
  ...INSPECTION_TEXTS,
};

/** By which operations are grouped. */
export const TAG_TEXTS: Readonly<Record<string, string>> = {
  System: "系统",
  Public: "公开查询",
  Orders: "订单",
  Statistics: "统计",
  Traces: "溯源",
  Parties: "参与方",
  Custody: "持有与交接",
  Lineage: "来源与去向",
  Recalls: "召回",
  Readings: "传感器读数",
  Erasures: "依法删除",
  Holds: "暂停流通",
  Catalogue: "产品与地点",
  Profiles: "身份",
  Attachments: "附件",
  Operations: "写入进度",
  Roles: "角色",
  Certificates: "证书",
  "Commitment certificates (承诺达标合格证)": "承诺达标合格证",
  Accounts: "账户",
  Tomato: "番茄",
  Inspection: "检验",
};

/** What the dialects' documents are called. */
export const TITLE_TEXTS: Readonly<Record<string, string>> = {
  "Orders: a wholesaler's orders and materials, for a WeChat mini program":
    "订单：批发企业的订单与物料，供微信小程序使用",
  "Traces: batches, their events, and what the public may see": "溯源：批次、事件与公开信息",
  "Accounts: registration, log-in and passwords": "账户：注册、登录与密码",
  "Tomatoes 番茄溯源: harvest, processing, transport and evaluations": "番茄溯源：采收、加工、运输与评估",
  "Inspection: batches of metadata, uploads, and verdicts on chain": "检验：批次元数据、文件上传与上链结论",
};

/** The documents' own words, and those of the page that shows them. */
export const REFERENCE_WORDS = {
  en: {
    locale: "en",
    description:
      "Traceability of batches, each act a line on chain that anybody can verify.\n\n" +
      "Whatever else a route answers: 429 to whoever asks too often, 500 for a fault of ours, 503 with `Retry-After` " +
      "while the database is locked, read-only or away, and 507 while the disk is full; each in the shape of its " +
      "dialect's other failures. With the same `Idempotency-Key` it may be tried again.",
    title: "Suyuan 溯源 API",
    all: "All",
    documents: "Documents",
    other: { language: "zh", locale: "zh-CN", name: "中文" },
    page: { about: "About", authorization: "Authorization", value: "Value", operations: "Operations" },
  },
  zh: {
    locale: "zh-CN",
    description:
      "批次溯源：每项操作都是链上的一条记录，任何人都可以核验。\n\n" +
      "所有接口还可能返回：429 请求过于频繁；500 本服务出错；503（带 `Retry-After`）数据库被锁定、只读或不可用；" +
      "507 磁盘已满；格式与各接口的其他错误一致。可用相同的 `Idempotency-Key` 重试。",
    title: "溯源 Suyuan API",
    all: "全部",
    documents: "接口文档",
    other: { language: "en", locale: "en", name: "English" },
    page: { about: "说明", authorization: "身份验证", value: "值", operations: "接口" },
  },
} as const;
