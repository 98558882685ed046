import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { type CompanyOrder, ORDER_STATUSES } from "./erp.ts";
import { ownCompany } from "./internal.ts";
import { LINKED_BATCHES, type LinkedBatch, linkedBatches } from "./linked-batches.ts";

/** A search for orders, from a query string. */
export const searchOrdersInput = z.object({
  keyword: z
    .string()
    .trim()
    .max(100, "Keyword must have at most 100 characters")
    .regex(/^\P{Cc}*$/u, "Keyword must not have control characters")
    .optional()
    .transform((text) => text || undefined),
  status: z.enum(ORDER_STATUSES, `Status must be one of ${ORDER_STATUSES.join(", ")}`).optional(),
  page: z.coerce
    .number("Page must be a whole number from 1")
    .int("Page must be a whole number from 1")
    .min(1, "Page must be a whole number from 1")
    .max(1_000_000, "Page must be at most 1000000")
    .default(1),
  pageSize: z.coerce
    .number("Page size must be a whole number from 1 to 100")
    .int("Page size must be a whole number from 1 to 100")
    .min(1, "Page size must be a whole number from 1 to 100")
    .max(100, "Page size must be a whole number from 1 to 100")
    .default(20),
});

/** A page of orders, and when it was fetched. */
export interface FoundOrders {
  readonly orders: readonly CompanyOrder[];
  /** The batches that the orders' materials name, by their codes. */
  readonly batches: ReadonlyMap<string, LinkedBatch>;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly queriedAt: Date;
}

/** Search the caller's company's orders in the ERP. */
export async function searchOrders(
  services: Pick<Services, "companyBindings" | "erp" | "mirror" | "now" | "settings">,
  context: Context,
  input: unknown,
): Promise<FoundOrders> {
  const { customerId } = await ownCompany(services, context);
  const query = parseInput(searchOrdersInput, input);
  const queriedAt = services.now();
  const { keyword, status, page, pageSize } = query;
  const { orders, total } = await services.erp.orders({ customerId, keyword, status, page, pageSize });
  const bounded = withCodes(orders, LINKED_BATCHES);
  const codes = bounded.flatMap((order) => order.materials.flatMap((material) => material.batchCodes));
  return { orders: bounded, batches: await linkedBatches(services, codes), total, page, pageSize, queriedAt };
}

/** The orders with a bounded total of batch codes: a small ERP answer must not become a huge one of ours. */
function withCodes(orders: readonly CompanyOrder[], limit: number): CompanyOrder[] {
  let left = limit;
  return orders.map((order) => ({
    ...order,
    materials: order.materials.map((material) => {
      const batchCodes = material.batchCodes.slice(0, left);
      left -= batchCodes.length;
      return { ...material, batchCodes };
    }),
  }));
}
