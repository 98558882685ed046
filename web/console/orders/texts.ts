import type { OrderStatus } from "../../../domain/orders/erp.ts";

/** Texts of orders, in English; the others have the same names. */
const en = {
  title: "Orders",
  notBound:
    "Your account belongs to no company yet. With its invite code you see its orders, and the batches that they name.",
  inviteCode: "Invite code",
  bind: "Join the company",
  bound: "Joined.",
  company: "Company",
  search: "Search",
  searchHelp: "A number, a product, a material",
  status: "Status",
  anyStatus: "Any",
  statuses: {
    pending: "pending",
    producing: "in production",
    shipped: "shipped",
    completed: "completed",
    cancelled: "cancelled",
  } as Readonly<Record<OrderStatus, string>>,
  none: "There are no such orders.",
  found: (count: number) => (count === 1 ? "1 order" : `${count} orders`),
  order: (number: string) => `Order ${number}`,
  materials: "Materials",
  noBatches: "It names no batch.",
  notOnChain: "not on chain",
  asWritten: "As the ERP tells it",
  orderStatus: "Where the order stands",
  progress: "How far the material is",
  previous: "Previous page",
  next: "Next page",
};

const zh: typeof en = {
  title: "订单",
  notBound: "您的账户尚未绑定企业。填写邀请码后，可查看企业的订单及其关联批次。",
  inviteCode: "邀请码",
  bind: "绑定企业",
  bound: "已绑定。",
  company: "企业",
  search: "查找",
  searchHelp: "订单号、产品或物料",
  status: "状态",
  anyStatus: "全部",
  statuses: { pending: "待处理", producing: "生产中", shipped: "已发货", completed: "已完成", cancelled: "已取消" },
  none: "没有符合条件的订单。",
  found: (count: number) => `${count} 个订单`,
  order: (number: string) => `订单 ${number}`,
  materials: "物料",
  noBatches: "未关联批次。",
  notOnChain: "未上链",
  asWritten: "ERP 原文",
  orderStatus: "订单进度",
  progress: "物料进度",
  previous: "上一页",
  next: "下一页",
};

/** In both languages. */
export const ORDER_TEXTS = { en, zh };
