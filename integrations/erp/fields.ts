/** The ERP's names for things, in one place: another ERP that speaks REST differs here. */
import { z } from "zod";
import type { CompanyOrder, InvitedCompany, OrderStatus } from "../../domain/ports/erp.ts";

/** The key that says whose an order or a material is. */
export const CUSTOMER_KEY = "客户ID";

/** The ERP's words for where an order or a material stands. */
const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  pending: "待处理",
  producing: "生产中",
  shipped: "已发货",
  completed: "已完成",
  cancelled: "已取消",
};
const STATUSES = new Map(Object.entries(STATUS_WORDS).map(([status, word]) => [word, status]));

/** Where the ERP gives a time without an offset, it means China's. */
const OFFSET = "+08:00";

/** The ERP's word for a status. */
export function wordOfStatus(status: OrderStatus): string {
  return STATUS_WORDS[status];
}

const text = z.union([z.string(), z.int()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? "");
// A word that we do not know is shown as it is: hiding the order would be worse.
const status = optionalText.transform((word) => STATUSES.get(word) ?? word);

const companySchema = z
  .object({ [CUSTOMER_KEY]: text, 客户编码: text, 客户名称: text, 微信邀请码: optionalText })
  .transform(
    (row): InvitedCompany => ({
      customerId: row[CUSTOMER_KEY] as string,
      companyId: row.客户编码,
      companyName: row.客户名称,
      inviteCode: row.微信邀请码,
    }),
  );

const orderSchema = z
  .object({
    [CUSTOMER_KEY]: text.optional(),
    订单ID: text,
    订单号: text,
    客户名称: optionalText,
    下单日期: optionalText,
    状态: status,
    物料: z
      .array(z.object({ 物料ID: text, 物料编码: optionalText, 状态: status }))
      .nullish()
      .transform((materials) => materials ?? []),
  })
  .transform((row) => ({
    customerId: row[CUSTOMER_KEY] as string | undefined,
    order: {
      id: row.订单ID,
      number: row.订单号,
      customerName: row.客户名称,
      orderedAt: dateOf(row.下单日期),
      status: row.状态,
      materials: row.物料.map((material) => ({
        id: material.物料ID,
        code: material.物料编码,
        status: material.状态,
        batchCodes: [],
      })),
    } satisfies CompanyOrder,
  }));

/** The ERP's answer to a search for customers. */
export const companiesSchema = z.object({ data: z.array(companySchema) });

/** The ERP's answer to a search for orders. */
export const ordersSchema = z.object({ data: z.array(orderSchema), total: z.int().min(0) });

function dateOf(written: string): Date | null {
  const [, day, time = "00:00:00", offset = OFFSET] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(written) ?? [];
  const date = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
