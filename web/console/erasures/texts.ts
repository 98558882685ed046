/** Texts of requests for erasure, in English; the others have the same names. */
const en = {
  title: "Requests for erasure",
  lead: "Each is to be answered within a month. Whoever asked is told by mail.",
  none: "There are no such requests.",
  status: "Status",
  statuses: { open: "open", overdue: "overdue", done: "erased", refused: "refused", all: "Any" } as Readonly<
    Record<string, string>
  >,
  asked: "Asked on",
  due: "To be answered by",
  ended: "Answered on",
  line: "Line",
  contact: "Contact",
  answer: "Answer",
  erasure: "Erased by line",
  refuse: "Refuse",
  refuseHelp: "Whoever asked is told",
  refused: "Refused.",
  erase: "Erase",
  eraseWhat:
    "The record goes for good, here and from this server's storage. That it was erased, by whom and why, stands on chain.",
  seq: "Number of the line",
  seqHelp: "As the batch's journey counts it",
  basis: "The law or order that it rests on",
  attachments: "The files that it names as well",
};

const zh: typeof en = {
  title: "删除申请",
  lead: "每项申请须在一个月内答复；申请人会收到邮件。",
  none: "没有符合条件的申请。",
  status: "状态",
  statuses: { open: "待处理", overdue: "已逾期", done: "已删除", refused: "已拒绝", all: "全部" },
  asked: "申请时间",
  due: "答复期限",
  ended: "答复时间",
  line: "记录序号",
  contact: "联系方式",
  answer: "答复",
  erasure: "据以删除的记录",
  refuse: "拒绝",
  refuseHelp: "申请人会看到",
  refused: "已拒绝。",
  erase: "删除内容",
  eraseWhat: "记录内容将从本服务器永久删除；由谁、因何删除会留在链上。",
  seq: "第几条记录",
  seqHelp: "以批次全程记录的序号为准",
  basis: "所依据的法律或命令",
  attachments: "一并删除其附件",
};

/** In both languages. */
export const ERASURE_TEXTS = { en, zh };
