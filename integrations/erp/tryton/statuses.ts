/** Translates between Tryton's states and our statuses. */
import type { OrderStatus } from "../../../domain/orders/erp.ts";
import type { Domain } from "./models.ts";
import type { Production } from "./records.ts";

/** The sales with a status: their states, and whether everything has been sent (undefined where it does not matter). */
const SALES: Readonly<Record<OrderStatus, { readonly states: readonly string[]; readonly sent?: boolean }>> = {
  pending: { states: ["draft", "quotation"] },
  producing: { states: ["confirmed", "processing"], sent: false },
  shipped: { states: ["confirmed", "processing"], sent: true },
  // Sent, and paid where due.
  completed: { states: ["done"] },
  cancelled: { states: ["cancelled"] },
};
const SENT = "sent";

/** The status of a sale; Tryton's own word where it has another state than those of its standard modules. */
export function statusOfSale(state: string, shipmentState: string): OrderStatus | (string & {}) {
  const found = Object.entries(SALES).find(
    ([, { states, sent }]) => states.includes(state) && (sent ?? shipmentState === SENT) === (shipmentState === SENT),
  );
  return found ? found[0] : state;
}

/** The search for the sales that have a status. */
export function salesOfStatus(status: OrderStatus): Domain {
  const { states, sent } = SALES[status];
  return [["state", "in", states], ...(sent === undefined ? [] : [["shipment_state", sent ? "=" : "!=", SENT]])];
}

const MADE = new Set(["done"]);
const IN_THE_MAKING = new Set(["assigned", "running", "done"]);

/**
 * The status of a line: its sale's before anything is made and after everything is sent; in between its own. `sent`
 * says whether all of it was sent.
 */
export function statusOfLine(
  sale: string,
  sent: boolean,
  quantity: number,
  productions: readonly Pick<Production, "state" | "quantity">[],
): string {
  if (sale !== "producing") return sale;
  if (sent) return "shipped";
  const live = productions.filter(({ state }) => state !== "cancelled");
  const made = live.filter(({ state }) => MADE.has(state)).reduce((sum, each) => sum + each.quantity, 0);
  if (live.length > 0 && made >= quantity) return "completed";
  return live.length === 0 || live.some(({ state }) => IN_THE_MAKING.has(state)) ? "producing" : "pending";
}

/** The status of a production. */
export function statusOfProduction(state: string): string {
  if (state === "cancelled") return "cancelled";
  if (MADE.has(state)) return "completed";
  return IN_THE_MAKING.has(state) ? "producing" : "pending";
}
