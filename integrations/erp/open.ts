import type { Erp } from "../../domain/orders/erp.ts";
import type { Guards } from "../outgoing/guards.ts";
import { ERP_GUARD, type ErpOptions, restErp } from "./rest.ts";
import { TRYTON_GUARD, type TrytonOptions, trytonErp } from "./tryton/driver.ts";

/** Which ERP to use, and our credentials. */
export type ErpSettings = ({ readonly driver: "rest" } & ErpOptions) | ({ readonly driver: "tryton" } & TrytonOptions);

/** The configured ERP; undefined if there is none. It is not contacted before the first request. */
export function openErp(settings: ErpSettings | null, guards: Pick<Guards, "guard">): Erp | undefined {
  if (settings === null) return undefined;
  if (settings.driver === "tryton") return trytonErp({ ...settings, guard: guards.guard("erp", TRYTON_GUARD) });
  return restErp({ ...settings, guard: guards.guard("erp", ERP_GUARD) });
}
