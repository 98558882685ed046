/** An ERP that speaks REST. */

import type { Erp, ErpDocument } from "../../domain/orders/erp.ts";
import { orderError } from "../../domain/orders/order-reasons.ts";
import { ask, type OutgoingAnswer } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardOptions } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { answeredValue, documentIn, ErpRefusal } from "./answer.ts";
import { erpFields } from "./fields.ts";
import { DEFAULT_MAPPING, type ErpMapping } from "./mapping.ts";
import type { TemplateValues } from "./template.ts";

/** The ERP's address, and our credentials. */
export interface ErpOptions {
  readonly url: string;
  /** Sent as the mapping says, by default as a bearer token; null to send none. */
  readonly token: string | null;
  /** Its mapping; the built-in one if left out. */
  readonly mapping?: ErpMapping;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard;
  /** Milliseconds between two checks of the ERP's health. */
  readonly probeInterval?: number;
}

/** Timeouts of an ERP's calls. */
export const ERP_GUARD: GuardOptions = {
  timeout: 5_000,
  patience: 8_000,
  // A user who finds input that the ERP refuses must not be able to open the circuit for everybody.
  isAnswer: (error) => error instanceof ErpRefusal,
};

const LIMIT = 4 * 1024 * 1024;
/** A customer that no ERP has: without a health path, its orders are requested instead. */
const NOBODY = "0";

/** An ERP over REST. */
export function restErp(options: ErpOptions): Erp {
  const {
    url,
    token,
    mapping = DEFAULT_MAPPING,
    guard = createGuard("erp", ERP_GUARD),
    probeInterval = 10_000,
  } = options;
  const { paths, firstPage, authentication, statuses } = mapping;
  const fields = erpFields(mapping);
  const { header, scheme } = authentication;
  const headers: Record<string, string> =
    token === null ? {} : { [header]: scheme === null ? token : `${scheme} ${token}` };

  /** Request and interpret an answer: an uninterpretable one counts as a failure, and is retried. */
  async function get<T>(operation: string, path: string, read: (answer: OutgoingAnswer) => T): Promise<T> {
    const address = new URL(`${url}${path}`);
    try {
      return await guard.run({ operation, repeatable: true }, async (signal) =>
        read(await ask({ method: "GET", url: address, headers, signal, limit: LIMIT })),
      );
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  /** One of a customer's documents. A malformed name has none. */
  async function document(
    operation: "orderStatus" | "orderMaterials" | "materialProgress",
    values: TemplateValues & { readonly customerId: string },
  ): Promise<ErpDocument | undefined> {
    const path = paths[operation].expand(values);
    if (path === undefined) return undefined;
    return get(operation, path, (answer) => documentIn(answer, mapping, values.customerId));
  }

  /** The path of a page of orders, counted from 1; undefined if the customer's code is malformed. */
  function ordersPath(values: TemplateValues, page: number, pageSize: number): string | undefined {
    return paths.orders.expand({ ...values, page: String(page - 1 + firstPage), pageSize: String(pageSize) });
  }

  async function checkHealth(): Promise<void> {
    const path = paths.health?.expand({});
    if (path !== undefined) {
      return get("health", path, ({ status }) => {
        if (status !== 200 && status !== 204) throw new Error(`the ERP answered with status ${status}`);
      });
    }
    await get("health", ordersPath({ customerId: NOBODY }, 1, 1) as string, (answer) => answeredValue(answer, mapping));
  }

  return {
    async companiesByInviteCode(inviteCode) {
      const path = paths.companies.expand({ inviteCode });
      if (path === undefined) return [];
      return get("companiesByInviteCode", path, (answer) => {
        const value = answeredValue(answer, mapping);
        return value === undefined ? [] : fields.companies(value);
      });
    },

    async orders({ customerId, keyword, status, page, pageSize }) {
      const word = status === undefined ? undefined : statuses[status][0];
      const path = ordersPath({ customerId, keyword, status: word }, page, pageSize);
      // No order has a status that the ERP has no term for.
      if (path === undefined || (status !== undefined && word === undefined)) return { orders: [], total: 0 };
      const { rows, total } = await get("orders", path, (answer) => {
        const value = answeredValue(answer, mapping);
        return value === undefined ? { rows: [], total: 0 } : fields.orders(value);
      });
      if (rows.some((row) => (row.customerId ?? customerId) !== customerId) || rows.length > pageSize) {
        throw orderError("erp-unavailable", { cause: new Error("the ERP answered with what was not asked for") });
      }
      return { orders: rows.map((row) => row.order), total };
    },

    orderStatus: (customerId, orderId) => document("orderStatus", { customerId, orderId }),
    orderMaterials: (customerId, orderId) => document("orderMaterials", { customerId, orderId }),
    materialProgress: (customerId, materialId) => document("materialProgress", { customerId, materialId }),

    health: probe(checkHealth, probeInterval),
  };
}
