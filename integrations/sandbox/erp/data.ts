/** This ERP's data: a wholesaler's customers, orders, materials and their production. Dates are in China's time. */
import { readFileSync } from "node:fs";
import { z } from "zod";

/** A customer, as `/customers` shows it. */
export interface Customer {
  readonly 客户ID: number;
  readonly 客户编码: string;
  readonly 客户名称: string;
  readonly 微信邀请码: string;
}

const WORDS = ["待处理", "生产中", "已发货", "已完成", "已取消"] as const;
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const minute = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

const lineSchema = z.strictObject({
  物料ID: z.string(),
  物料编码: z.string(),
  数量: z.int().positive(),
  状态: z.enum(WORDS),
  /** How many of the route's operations are done, and how many pieces the one under way has made. */
  已完工序: z.int().min(0).optional(),
  本序完成: z.int().min(0).optional(),
  /** The batches made for it, or that it is made of: the ERP does not know whether they are on chain. */
  批次号: z.array(z.string()).optional(),
});

const orderSchema = z.strictObject({
  订单ID: z.string(),
  订单号: z.string(),
  下单日期: minute,
  状态: z.enum(WORDS),
  要求交期: day,
  备注: z.string().optional(),
  物流: z
    .strictObject({ 承运方: z.string(), 运单号: z.string(), 发货时间: minute, 签收时间: minute.optional() })
    .optional(),
  取消: z.strictObject({ 时间: minute, 原因: z.string() }).optional(),
  物料: z.array(lineSchema).min(1),
});

const customersSchema = z.array(
  z.strictObject({ 客户ID: z.int(), 客户编码: z.string(), 客户名称: z.string(), 微信邀请码: z.string() }),
);
const itemsSchema = z.record(
  z.string(),
  z.strictObject({ 名称: z.string(), 规格: z.string(), 单位: z.string(), 工艺: z.string() }),
);
const routesSchema = z.record(
  z.string(),
  z.array(z.strictObject({ 工序: z.string(), 车间: z.string(), 天数: z.int().min(0) })).min(1),
);

/** A line of an order. */
export type OrderLine = z.infer<typeof lineSchema>;
/** An order and its customer. */
export type Order = z.infer<typeof orderSchema> & { readonly customer: Customer };
/** What is made or sold. */
export type Item = z.infer<typeof itemsSchema>[string];
/** One operation of a route, with the days that it takes: none where the next follows on the same day. */
export type Operation = z.infer<typeof routesSchema>[string][number];

/** All of the ERP's data. */
export interface Holdings {
  readonly customers: readonly Customer[];
  /** Newest first. */
  readonly orders: readonly Order[];
  item(line: OrderLine): Item;
  route(line: OrderLine): readonly Operation[];
}

/** Read the files of `data/`. Throws if one is malformed. */
export function readHoldings(): Holdings {
  const customers = customersSchema.parse(read("companies"));
  const items = itemsSchema.parse(read("items"));
  const routes = routesSchema.parse(read("routes"));
  const item = (line: OrderLine) => known(items[line.物料编码], line.物料编码);
  return {
    customers,
    orders: customers.flatMap((customer) =>
      z
        .array(orderSchema)
        .parse(read(`orders-${customer.客户编码}`))
        .map((order) => ({ ...order, customer })),
    ),
    item,
    route: (line) => known(routes[item(line).工艺], item(line).工艺),
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), "utf8"));
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the ERP's data speak of ${name}, which is nowhere`);
  return value;
}
