import type { Context, Services } from "../services.ts";
import { isErpIdentifier, ownCompany } from "./internal.ts";
import { type LinkedDocument, linkedDocument } from "./linked-batches.ts";
import { orderError } from "./order-reasons.ts";

/** Where an order of one's own company stands, as the ERP tells it. Throws `not-found` for another company's as for an unknown one. */
export async function orderStatus(
  services: Pick<Services, "companyBindings" | "erp" | "mirror" | "settings">,
  context: Context,
  orderId: string,
): Promise<LinkedDocument> {
  const { customerId } = await ownCompany(services, context);
  const found = isErpIdentifier(orderId) ? await services.erp.orderStatus(customerId, orderId) : undefined;
  if (found === undefined) throw orderError("order-not-found");
  return linkedDocument(services, found);
}
