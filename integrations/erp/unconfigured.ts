import type { Erp } from "../../domain/orders/erp.ts";
import { orderError } from "../../domain/orders/order-reasons.ts";

/** The ERP when none is set up: every call throws that. */
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
