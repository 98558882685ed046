import type { Context, Services } from "../services.ts";
import { isErpIdentifier, ownCompany } from "./internal.ts";
import { type LinkedDocument, linkedDocument } from "./linked-batches.ts";
import { orderError } from "./order-reasons.ts";

/**
 * The progress of a material of the caller's company, according to the ERP. Throws `not-found` for another company's as
 * for an unknown one.
 */
export async function materialProgress(
  services: Pick<Services, "companyBindings" | "erp" | "mirror" | "settings">,
  context: Context,
  materialId: string,
): Promise<LinkedDocument> {
  const { customerId } = await ownCompany(services, context);
  const found = isErpIdentifier(materialId) ? await services.erp.materialProgress(customerId, materialId) : undefined;
  if (found === undefined) throw orderError("material-not-found");
  return linkedDocument(services, found);
}
