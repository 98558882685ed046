/** The ERP's location, from the settings. */
import type { ErpMapping } from "./mapping.ts";
import type { ErpSettings } from "./open.ts";

/** The settings of the ERP: undefined where one is not set. */
export interface ErpValues {
  readonly driver: "rest" | "tryton" | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly mapping: ErpMapping | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** Which ERP these settings mean. Throws an error that says what is wrong with them and shows no secret. */
export function parseErp(values: ErpValues): ErpSettings | null {
  const { driver = "rest", url, token, mapping, user, password } = values;
  if (url === undefined) {
    // A token without an address has always been ignored.
    if (values.driver || user || password) throw new Error("ERP_DRIVER, ERP_USER and ERP_PASSWORD need ERP_URL");
    if (mapping) throw new Error("ERP_MAPPING is of no use without ERP_URL");
    return null;
  }
  if (driver === "rest") {
    if (user || password) throw new Error("ERP_USER and ERP_PASSWORD are of use with ERP_DRIVER=tryton alone");
    if (/[?#]/.test(url)) throw new Error("ERP_URL must end with its path: the mapping's paths are put behind it");
    return { driver, url, token: token ?? null, ...(mapping ? { mapping } : {}) };
  }
  if (token) throw new Error("ERP_TOKEN is of no use with ERP_DRIVER=tryton");
  if (mapping) throw new Error("ERP_MAPPING is of no use with ERP_DRIVER=tryton");
  if (!user || !password) throw new Error("ERP_DRIVER=tryton needs ERP_USER and ERP_PASSWORD");
  const { pathname, search, hash } = new URL(url);
  if (!/^\/[^/]+$/.test(pathname) || search || hash) {
    throw new Error("ERP_URL must end in the database's name, as https://tryton.example:8000/company");
  }
  return { driver, url, user, password };
}
