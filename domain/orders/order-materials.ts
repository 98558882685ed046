import type { Context, Services } from "../services.ts";
import { isErpIdentifier, ownCompany } from "./internal.ts";
import { type LinkedDocument, linkedDocument } from "./linked-batches.ts";
import { orderError } from "./order-reasons.ts";

/**
 * The materials of an order of the caller's company, according to the ERP. Throws `not-found` for another company's as
 * for an unknown one.
 */
export async function orderMaterials(
  services: Pick<Services, "companyBindings" | "erp" | "mirror" | "settings">,
  context: Context,
  orderId: string,
): Promise<LinkedDocument> {
  const { customerId } = await ownCompany(services, context);
  const found = isErpIdentifier(orderId) ? await services.erp.orderMaterials(customerId, orderId) : undefined;
  if (found === undefined) throw orderError("order-not-found");
  return linkedDocument(services, found);
}
