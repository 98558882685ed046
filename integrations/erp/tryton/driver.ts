/** Tryton (https://www.tryton.org), a free ERP, over its JSON-RPC. Its conventions are in docs/erp-tryton.md. */

import type { CompanyOrder, Erp, ErpDocument } from "../../../domain/orders/erp.ts";
import { orderError } from "../../../domain/orders/order-reasons.ts";
import { createGuard, type Guard, type GuardOptions } from "../../outgoing/guard.ts";
import { probe } from "../../outgoing/probe.ts";
import { companiesOf } from "./companies.ts";
import { materialsDocument, orderDocument, progressDocument } from "./documents.ts";
import { type Material, materialsOf } from "./materials.ts";
import { type TrytonModels, trytonModels } from "./models.ts";
import type { Sale } from "./records.ts";
import { trytonRpc } from "./rpc.ts";
import { idOf, numberOf, oneSale, searchSales } from "./sales.ts";
import { trytonSessions } from "./session.ts";
import { statusOfSale } from "./statuses.ts";

/** Tryton's address, and the user to sign in. */
export interface TrytonOptions {
  /** With the database's name: `https://tryton.example:8000/company`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard;
  /** Milliseconds between two checks of its health. */
  readonly probeInterval?: number;
  /** Timeout for signing in, in milliseconds; simultaneous calls share one log-in. */
  readonly signInTimeout?: number;
  /** Milliseconds before a refused password is retried. */
  readonly refusalTime?: number;
}

/** Timeouts of Tryton's calls: each makes several requests. */
export const TRYTON_GUARD: GuardOptions = { timeout: 6_000, patience: 10_000 };

/** Tryton's days have no time zone; they are shown as China's. */
const MIDNIGHT = "T00:00:00+08:00";

/** An ERP that is Tryton. */
export function trytonErp(options: TrytonOptions): Erp {
  const { url, user, password, guard = createGuard("erp", TRYTON_GUARD) } = options;
  const { probeInterval = 10_000, refusalTime = 10_000, signInTimeout = TRYTON_GUARD.timeout } = options;
  const rpc = trytonRpc(url);
  const sessions = trytonSessions(rpc, { user, password, timeout: signInTimeout, refusalTime });

  const run = <T>(operation: string, work: (models: TrytonModels) => Promise<T>): Promise<T> =>
    guard.run({ operation, repeatable: true }, (signal) => work(trytonModels(rpc, sessions, signal)));

  async function asked<T>(operation: string, work: (models: TrytonModels) => Promise<T>): Promise<T> {
    try {
      return await run(operation, work);
    } catch (error) {
      throw orderError("erp-unavailable", { cause: error });
    }
  }

  /** One of a customer's documents, by its name. Malformed names are not requested. */
  async function named(
    operation: string,
    [customerId, name]: readonly [string, string],
    work: (models: TrytonModels, party: number, id: number) => Promise<ErpDocument | undefined>,
  ): Promise<ErpDocument | undefined> {
    const [party, id] = [idOf(customerId), idOf(name)];
    if (party === undefined || id === undefined) return undefined;
    return asked(operation, (models) => work(models, party, id));
  }

  return {
    companiesByInviteCode: (inviteCode) => asked("companiesByInviteCode", (models) => companiesOf(models, inviteCode)),

    async orders(query) {
      const party = idOf(query.customerId);
      if (party === undefined) return { orders: [], total: 0 };
      return asked("orders", async (models) => {
        const { sales, total } = await searchSales(models, party, query);
        const materials = await materialsOf(models, sales);
        const of = (sale: Sale) => materials.filter((material) => material.sale === sale);
        return { orders: sales.map((sale) => orderOf(sale, of(sale))), total };
      });
    },

    orderStatus: (...name) =>
      named("orderStatus", name, async (models, party, id) => {
        const sale = await oneSale(models, party, ["id", "=", id]);
        return sale && orderDocument(sale, await materialsOf(models, [sale]));
      }),

    orderMaterials: (...name) =>
      named("orderMaterials", name, async (models, party, id) => {
        const sale = await oneSale(models, party, ["id", "=", id]);
        return sale && materialsDocument(sale, await materialsOf(models, [sale]));
      }),

    materialProgress: (...name) =>
      named("materialProgress", name, async (models, party, id) => {
        const sale = await oneSale(models, party, ["lines.id", "=", id]);
        if (!sale) return undefined;
        const material = (await materialsOf(models, [sale])).find(({ line }) => line.id === id);
        return material && progressDocument(material, await models.lots());
      }),

    health: probe(() => run("health", (models) => models.check()), probeInterval),
  };
}

function orderOf(sale: Sale, materials: readonly Material[]): CompanyOrder {
  return {
    id: String(sale.id),
    number: numberOf(sale),
    customerName: sale.partyName,
    orderedAt: sale.sale_date === null ? null : new Date(sale.sale_date + MIDNIGHT),
    status: statusOfSale(sale.state, sale.shipment_state),
    materials: materials.map(({ line, status, batchCodes }) => ({
      id: String(line.id),
      code: line.code,
      status,
      batchCodes,
    })),
  };
}
