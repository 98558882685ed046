/** An ERP that speaks REST. */
import type { z } from "zod";
import { orderError } from "../../domain/order-reasons.ts";
import type { Erp } from "../../domain/ports/erp.ts";
import { ask, type OutgoingAnswer } from "../outgoing/ask.ts";
import { probe } from "../outgoing/probe.ts";
import { CUSTOMER_KEY, companiesSchema, ordersSchema, wordOfStatus } from "./fields.ts";

/** Where the ERP is, and what it knows us by. */
export interface ErpOptions {
  readonly url: string;
  /** Sent as a bearer token; null to send none. */
  readonly token: string | null;
  /** Milliseconds for one exchange. */
  readonly timeout?: number;
  /** Milliseconds between two checks of the ERP's health. */
  readonly probeInterval?: number;
}

const LIMIT = 4 * 1024 * 1024;

/** An ERP over REST. */
export function restErp({ url, token, timeout = 8_000, probeInterval = 10_000 }: ErpOptions): Erp {
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };

  function get(path: readonly string[], query: Readonly<Record<string, string>> = {}): Promise<OutgoingAnswer> {
    const address = new URL(`${url}/${path.map(encodeURIComponent).join("/")}`);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return ask({ method: "GET", url: address, headers, timeout, limit: LIMIT, repeatable: true });
  }

  async function list<Schema extends z.ZodType>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    try {
      return schema.parse(parseJson(await get([path], query)));
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  /** One thing of a customer's, as text. What names another customer is as good as nothing. */
  async function document(path: readonly string[], customerId: string): Promise<string | undefined> {
    // URLs take such a part of a path as a step, not as a name.
    if (path.some((part) => part === "." || part === "..")) return undefined;
    try {
      const answer = await get(path, { customerId });
      if (answer.status === 404) return undefined;
      const value = parseJson(answer);
      if (typeof value !== "object" || value === null) throw new Error("the ERP answered with no object");
      const owners = [value].flat().map((item) => (item as Record<string, unknown> | null)?.[CUSTOMER_KEY]);
      if (owners.some((owner) => owner !== undefined && String(owner) !== customerId)) return undefined;
      return answer.text;
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  return {
    companiesByInviteCode: async (inviteCode) => (await list("customers", { inviteCode }, companiesSchema)).data,

    async orders({ customerId, keyword, status, page, pageSize }) {
      const query = {
        customerId,
        ...(keyword === undefined ? {} : { keyword }),
        ...(status === undefined ? {} : { status: wordOfStatus(status) }),
        page: String(page),
        pageSize: String(pageSize),
      };
      const { data, total } = await list("orders", query, ordersSchema);
      if (data.some((row) => (row.customerId ?? customerId) !== customerId) || data.length > pageSize) {
        throw orderError("erp-unavailable", { cause: new Error("the ERP answered with what was not asked for") });
      }
      return { orders: data.map((row) => row.order), total };
    },

    orderStatus: (customerId, orderId) => document(["orders", orderId, "status"], customerId),
    orderMaterials: (customerId, orderId) => document(["orders", orderId, "materials"], customerId),
    materialProgress: (customerId, materialId) => document(["materials", materialId, "progress"], customerId),

    health: probe(async () => {
      const { status } = await get(["health"]);
      if (status !== 200 && status !== 204) throw new Error(`the ERP answered with status ${status}`);
    }, probeInterval),
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
