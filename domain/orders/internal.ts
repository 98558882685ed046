import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { CompanyBinding } from "./erp.ts";
import { orderError } from "./order-reasons.ts";

/** The signed-in user's company. Throws `unauthenticated`, or `forbidden` if there is none. */
export async function ownCompany(
  services: Pick<Services, "companyBindings">,
  context: Context,
): Promise<CompanyBinding> {
  const binding = await services.companyBindings.byAccount(requireAccount(context).id);
  if (binding) return binding;
  throw orderError("not-bound");
}

/** Whether a name can be that of an order or a material: others are never sent to the ERP. */
export function isErpIdentifier(id: string): boolean {
  return /^[^\p{C}/\\]{1,100}$/u.test(id) && !/^\.+$/.test(id);
}
