/** An ERP that speaks the REST that is documented for one, with two customers. */
import { type Answered, type Asked, type OutsideServer, startServer } from "./server.ts";

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

/** A running ERP. */
export interface TestErp extends OutsideServer {
  /** An ERP that gives anybody's orders to whoever asks. */
  careless: boolean;
}

/** Start an ERP. */
export async function startErp(): Promise<TestErp> {
  const options = { careless: false };

  function list({ query }: Asked): Answered {
    const matching = ORDERS.filter(
      (row) =>
        (options.careless || String(row.客户ID) === query.customerId) &&
        (query.status === undefined || row.状态 === query.status) &&
        (query.keyword === undefined || JSON.stringify(row).includes(query.keyword)),
    );
    const [page, pageSize] = [Number(query.page), Number(query.pageSize)];
    return { body: { data: matching.slice((page - 1) * pageSize, page * pageSize), total: matching.length } };
  }

  function document({ path, query }: Asked): Answered {
    const [, kind, id = "", what] = path.split("/").map(decodeURIComponent);
    if (!options.careless && query.customerId !== String(COMPANY.客户ID)) return { status: 404, body: {} };
    if (kind === "orders" && id === "ORD123" && what === "status") return { body: STATUS_TEXT };
    if (kind === "orders" && id === "ORD123" && what === "materials")
      return { body: { 物料: [{ 物料ID: "M1", 批次号: ["AP20230515A123"] }] } };
    if (kind === "materials" && id === "M1" && what === "progress")
      return { body: { 物料ID: "M1", 工序: ["车", "铣"] } };
    if (kind === "orders" && id === "owned") return { body: { 客户ID: COMPANY.客户ID, 订单ID: "owned" } };
    return { status: 404, body: { error: "not found" } };
  }

  const server = await startServer((asked) => {
    if (asked.path === "/health") return { body: { status: "up" } };
    if (asked.headers.authorization !== `Bearer ${ERP_TOKEN}`) return { status: 401, body: {} };
    if (asked.path === "/customers") {
      const given = asked.query.inviteCode ?? "";
      // It finds what begins with the code too.
      return { body: { data: [COMPANY, OTHER].filter((row) => given !== "" && row.微信邀请码.startsWith(given)) } };
    }
    return asked.path === "/orders" ? list(asked) : document(asked);
  });
  return Object.assign(options, server);
}
