/** An ERP that speaks the REST that is documented for one, with two customers. */
import { type ErpSandbox, startErpSandbox } from "../../../../integrations/sandbox/erp/server.ts";

/** What the ERP knows us by. */
export const ERP_TOKEN = "the-token-of-the-erp";

/** The company of the document. */
export const COMPANY = { 客户ID: 123456, 客户编码: "CODE001", 客户名称: "某某公司", 微信邀请码: "INVITE123" };
/** Another one. */
export const OTHER = { 客户ID: 654321, 客户编码: "CODE002", 客户名称: "另一公司", 微信邀请码: "INVITE456" };

/** The batches of some orders' materials: as lists, and as ERPs write lists in a text. */
const BATCH_CODES: Readonly<Record<number, unknown>> = { 1: ["AP20230515A123"], 3: "AP20230515A123，AP-NONE-1" };

const order = (customer: typeof COMPANY, number: number, status: string) => ({
  客户ID: customer.客户ID,
  订单ID: `${customer.客户编码}-${number}`,
  订单号: `ORD${number}`,
  客户名称: customer.客户名称,
  下单日期: "2025-12-01T12:00:00Z",
  状态: status,
  物料: [{ 物料ID: `M${number}`, 物料编码: `零件-${number}`, 状态: "已完成", 批次号: BATCH_CODES[number] ?? [] }],
});

/** Its orders: 25 of the company, one of the other. */
export const ORDERS = [
  ...Array.from({ length: 25 }, (_, index) => order(COMPANY, index + 1, index % 2 ? "生产中" : "待处理")),
  order(OTHER, 99, "已发货"),
];

/** The state of an order as the ERP writes it: spaces, digits and all. */
export const STATUS_TEXT = '{ "订单ID" : "ORD123", "进度" : 66.60, "流水号": 12345678901234567890, "状态":"生产中"}';

/** What it has of one thing, whose that is. */
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  "orders/ORD123/status": STATUS_TEXT,
  "orders/ORD123/materials": { 物料: [{ 物料ID: "M1", 批次号: ["AP20230515A123"] }] },
  "materials/M1/progress": { 物料ID: "M1", 工序: ["车", "铣"] },
  "orders/owned/status": { 客户ID: COMPANY.客户ID, 订单ID: "owned" },
};
const document = (name: string) =>
  name in DOCUMENTS ? { customerId: COMPANY.客户ID, body: DOCUMENTS[name] } : undefined;

/** A running ERP. */
export type TestErp = ErpSandbox;

/** Start an ERP: the sandbox, with these two customers. */
export function startErp(): Promise<TestErp> {
  return startErpSandbox({
    token: ERP_TOKEN,
    books: {
      customers: [COMPANY, OTHER],
      orders: ORDERS,
      orderStatus: (id) => document(`orders/${id}/status`),
      orderMaterials: (id) => document(`orders/${id}/materials`),
      materialProgress: (id) => document(`materials/${id}/progress`),
    },
  });
}
