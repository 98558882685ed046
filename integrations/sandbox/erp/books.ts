import { type Customer, type Holdings, readHoldings } from "./data.ts";
import { documentsOf } from "./documents.ts";

/** An ERP's data, with owners: an answer's text, or a value to serialise as JSON. */
export interface ErpBooks {
  readonly customers: readonly Customer[];
  /** Rows of `/orders`, in their order, with `客户ID` and `状态`. */
  readonly orders: readonly { readonly 客户ID: number; readonly 状态: string }[];
  orderStatus(id: string): Owned | undefined;
  orderMaterials(id: string): Owned | undefined;
  materialProgress(id: string): Owned | undefined;
}

/** A document and its customer. */
export interface Owned {
  readonly customerId: number;
  readonly body: unknown;
}

/** The books of the demonstration. */
export function demoBooks(holdings: Holdings = readHoldings()): ErpBooks {
  const documents = documentsOf(holdings);
  const orders = new Map(holdings.orders.map((order) => [order.订单ID, order]));
  const lines = new Map(
    holdings.orders.flatMap((order) => order.物料.map((line) => [line.物料ID, { order, line }] as const)),
  );
  const ofOrder = (make: typeof documents.status | typeof documents.materials) => (id: string) => {
    const order = orders.get(id);
    return order && { customerId: order.customer.客户ID, body: make(order) };
  };
  return {
    customers: holdings.customers,
    orders: holdings.orders.map(documents.row),
    orderStatus: ofOrder(documents.status),
    orderMaterials: ofOrder(documents.materials),
    materialProgress(id) {
      const found = lines.get(id);
      return found && { customerId: found.order.customer.客户ID, body: documents.progress(found.order, found.line) };
    },
  };
}
