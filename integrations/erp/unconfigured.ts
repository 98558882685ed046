import { orderError } from "../../domain/order-reasons.ts";
import type { Erp } from "../../domain/ports/erp.ts";

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
