import type { Erp } from "../../domain/orders/erp.ts";
import { orderError } from "../../domain/orders/order-reasons.ts";

/** The ERP where it is not set up: every call says so. */
export function unconfiguredErp(): Erp {
  const refuse = () => Promise.reject(orderError("erp-unconfigured"));
  return {
    companiesByInviteCode: refuse,
    orders: refuse,
    orderStatus: refuse,
    orderMaterials: refuse,
    materialProgress: refuse,
    health: async () => "unconfigured",
  };
}
