/** Tryton's orders and materials as JSON, in the terms of the orders document's ERP. */
import { type ErpDocument, ORDER_STATUSES } from "../../../domain/orders/erp.ts";
import { batchesOf, type Material } from "./materials.ts";
import type { Sale } from "./records.ts";
import { numberOf } from "./sales.ts";
import { statusOfProduction, statusOfSale } from "./statuses.ts";

const WORDS: Readonly<Record<(typeof ORDER_STATUSES)[number], string>> = {
  pending: "待处理",
  producing: "生产中",
  shipped: "已发货",
  completed: "已完成",
  cancelled: "已取消",
};
const PRODUCTION_WORDS: Readonly<Record<string, string>> = { ...WORDS, pending: "待生产" };

/** The order itself, and its status. */
export function orderDocument(sale: Sale, materials: readonly Material[]): ErpDocument {
  return documentOf({ ...head(sale), 批次: codesOf(materials) }, materials);
}

/** The materials of an order. */
export function materialsDocument(sale: Sale, materials: readonly Material[]): ErpDocument {
  return documentOf({ ...head(sale), 物料: materials.map(lineOf) }, materials);
}

/** A material's progress: production and shipments. */
export function progressDocument(material: Material, lots: boolean): ErpDocument {
  const { sale, productions, sent } = material;
  const value = {
    ...lineOf(material),
    订单ID: String(sale.id),
    订单号: numberOf(sale),
    生产: productions.map((production) => ({
      生产单号: production.number ?? "",
      数量: production.quantity,
      状态: PRODUCTION_WORDS[statusOfProduction(production.state)],
      计划日期: production.planned_date,
      完成日期: production.effective_date,
      批次: batchesOf(production, lots),
    })),
    发货: sent.map((move) => ({ 数量: move.quantity, 日期: move.effective_date, 批次: move.lot })),
  };
  return documentOf(value, [material]);
}

function head(sale: Sale) {
  return {
    订单ID: String(sale.id),
    订单号: numberOf(sale),
    客户ID: String(sale.party),
    客户名称: sale.partyName,
    客户参考号: sale.reference ?? "",
    下单日期: sale.sale_date,
    状态: wordOf(statusOfSale(sale.state, sale.shipment_state)),
  };
}

function lineOf({ line, status, batchCodes }: Material) {
  return {
    物料ID: String(line.id),
    物料编码: line.code,
    物料名称: line.name,
    数量: line.quantity,
    单位: line.unit,
    状态: wordOf(status),
    批次: batchCodes,
  };
}

function wordOf(status: string): string {
  return ORDER_STATUSES.find((known) => known === status) ? WORDS[status as keyof typeof WORDS] : status;
}

function codesOf(materials: readonly Material[]): string[] {
  return [...new Set(materials.flatMap(({ batchCodes }) => batchCodes))];
}

function documentOf(value: object, materials: readonly Material[]): ErpDocument {
  return { text: JSON.stringify(value), batchCodes: codesOf(materials) };
}
