import type { Erp } from "../../domain/orders/erp.ts";
import type { Guards } from "../outgoing/guards.ts";
import { ERP_GUARD, type ErpOptions, restErp } from "./rest.ts";
import { TRYTON_GUARD, type TrytonOptions, trytonErp } from "./tryton/driver.ts";

/** Which ERP there is, and what it knows us by. */
export type ErpSettings = ({ readonly driver: "rest" } & ErpOptions) | ({ readonly driver: "tryton" } & TrytonOptions);

/** The ERP that was set up; undefined if none was. Nothing is asked before there is something to ask. */
export function openErp(settings: ErpSettings | null, guards: Pick<Guards, "guard">): Erp | undefined {
  if (settings === null) return undefined;
  if (settings.driver === "tryton") return trytonErp({ ...settings, guard: guards.guard("erp", TRYTON_GUARD) });
  return restErp({ ...settings, guard: guards.guard("erp", ERP_GUARD) });
}
