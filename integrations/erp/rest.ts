/** An ERP that speaks REST. */
import type { z } from "zod";
import { orderError } from "../../domain/order-reasons.ts";
import type { Erp, ErpDocument } from "../../domain/ports/erp.ts";
import { ask, type OutgoingAnswer } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardOptions } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { CUSTOMER_KEY, companiesSchema, ordersSchema, wordOfStatus } from "./fields.ts";

/** Where the ERP is, and what it knows us by. */
export interface ErpOptions {
  readonly url: string;
  /** Sent as a bearer token; null to send none. */
  readonly token: string | null;
  /** What its calls go through; one of its own if left out. */
  readonly guard?: Guard;
  /** Milliseconds between two checks of the ERP's health. */
  readonly probeInterval?: number;
}

/** How patient the calls of an ERP are. */
export const ERP_GUARD: GuardOptions = { timeout: 5_000, patience: 8_000 };

const LIMIT = 4 * 1024 * 1024;

/** An ERP over REST. */
export function restErp(options: ErpOptions): Erp {
  const { url, token, guard = createGuard("erp", ERP_GUARD), probeInterval = 10_000 } = options;
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };

  /** Ask, and make something of the answer: what cannot be made out is trouble, and is asked for again. */
  function get<T>(
    operation: string,
    path: readonly string[],
    query: Readonly<Record<string, string>>,
    read: (answer: OutgoingAnswer) => T,
  ): Promise<T> {
    const address = new URL(`${url}/${path.map(encodeURIComponent).join("/")}`);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return guard.run({ operation, repeatable: true }, async (signal) =>
      read(await ask({ method: "GET", url: address, headers, signal, limit: LIMIT })),
    );
  }

  async function list<Schema extends z.ZodType>(
    operation: string,
    path: string,
    query: Readonly<Record<string, string>>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    try {
      return await get(operation, [path], query, (answer) => schema.parse(parseJson(answer)));
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  /** One thing of a customer's. What names another customer is as good as nothing. */
  async function document(
    operation: string,
    path: readonly string[],
    customerId: string,
  ): Promise<ErpDocument | undefined> {
    // URLs take such a part of a path as a step, not as a name.
    if (path.some((part) => part === "." || part === "..")) return undefined;
    const read = (answer: OutgoingAnswer): ErpDocument | undefined => {
      if (answer.status === 404) return undefined;
      const value = parseJson(answer);
      if (typeof value !== "object" || value === null) throw new Error("the ERP answered with no object");
      const owners = [value].flat().map((item) => (item as Record<string, unknown> | null)?.[CUSTOMER_KEY]);
      if (owners.some((owner) => owner !== undefined && String(owner) !== customerId)) return undefined;
      return { text: answer.text, batchCodes: [] };
    };
    try {
      return await get(operation, path, { customerId }, read);
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  return {
    companiesByInviteCode: async (inviteCode) =>
      (await list("companiesByInviteCode", "customers", { inviteCode }, companiesSchema)).data,

    async orders({ customerId, keyword, status, page, pageSize }) {
      const query = {
        customerId,
        ...(keyword === undefined ? {} : { keyword }),
        ...(status === undefined ? {} : { status: wordOfStatus(status) }),
        page: String(page),
        pageSize: String(pageSize),
      };
      const { data, total } = await list("orders", "orders", query, ordersSchema);
      if (data.some((row) => (row.customerId ?? customerId) !== customerId) || data.length > pageSize) {
        throw orderError("erp-unavailable", { cause: new Error("the ERP answered with what was not asked for") });
      }
      return { orders: data.map((row) => row.order), total };
    },

    orderStatus: (customerId, orderId) => document("orderStatus", ["orders", orderId, "status"], customerId),
    orderMaterials: (customerId, orderId) => document("orderMaterials", ["orders", orderId, "materials"], customerId),
    materialProgress: (customerId, materialId) =>
      document("materialProgress", ["materials", materialId, "progress"], customerId),

    health: probe(
      () =>
        get("health", ["health"], {}, ({ status }) => {
          if (status !== 200 && status !== 204) throw new Error(`the ERP answered with status ${status}`);
        }),
      probeInterval,
    ),
  };
}

function parseJson({ status, text }: OutgoingAnswer): unknown {
  if (status !== 200) throw new Error(`the ERP answered with status ${status}`);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would repeat a part of the text.
    throw new Error("the ERP answered with what is no JSON");
  }
}
