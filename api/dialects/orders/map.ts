/** The core's words in those of this dialect. */

import type { CallStatistics, EndpointCalls } from "../../../domain/monitoring/call-log.ts";
import { errorRate } from "../../../domain/monitoring/call-statistics.ts";
import type { SystemHealth } from "../../../domain/monitoring/service-health.ts";
import type { CompanyProfile } from "../../../domain/orders/company-profile.ts";
import type { CompanyBinding, CompanyOrder } from "../../../domain/orders/erp.ts";
import type { LinkedBatch } from "../../../domain/orders/linked-batches.ts";
import type { FoundOrders } from "../../../domain/orders/search-orders.ts";
import type { ToldPage } from "../../../domain/shared/page.ts";
import { isoTime } from "../../../domain/shared/time.ts";
import type { LoggedMessage } from "../../../domain/wechat/ports.ts";
import { reasonText } from "./errors.ts";

/** A company that an account was bound to. */
export function boundView({ companyId, companyName, customerId }: CompanyBinding) {
  return { bindStatus: true, companyInfo: { companyId, companyName, customerId } };
}

/** A page of orders. */
export function ordersView({ orders, batches, total, page, pageSize, queriedAt }: FoundOrders) {
  return {
    orders: orders.map((order) => orderView(order, batches)),
    total,
    page,
    pageSize,
    queryTime: queriedAt.getTime(),
    cacheHit: false,
  };
}

function orderView(
  { id, number, customerName, orderedAt, status, materials }: CompanyOrder,
  batches: FoundOrders["batches"],
) {
  return {
    order_id: id,
    order_no: number,
    customer_name: customerName,
    order_date: orderedAt && isoTime(orderedAt),
    status,
    materials: materials.map((material) => ({
      material_id: material.id,
      material_code: material.code,
      status: material.status,
      batches: material.batchCodes.flatMap((code) => batches.get(code) ?? []).map(batchView),
    })),
  };
}

/** A batch that an order or a material names. */
export function batchView({ code, batch, status, traceUrl, journeyUrl }: LinkedBatch) {
  return { batch_code: code, on_chain: batch !== null, status, trace_url: traceUrl, journey_url: journeyUrl };
}

/** The caller's profile; the company's fields are null while there is none. */
export function profileView({ binding, sessionExpiresAt }: CompanyProfile) {
  return {
    erpBinding: {
      companyId: binding?.companyId ?? null,
      companyName: binding?.companyName ?? null,
      customerId: binding?.customerId ?? null,
      boundAt: binding?.boundAt.getTime() ?? null,
    },
    sessionExpiresAt: sessionExpiresAt.getTime(),
  };
}

/** A page of messages. */
export function messagesView({ items, total, page, limit, nextCursor }: ToldPage<LoggedMessage>) {
  return { messages: items.map(messageView), total, page, pageSize: limit, nextCursor };
}

function messageView(message: LoggedMessage) {
  const { id, accountId, templateId, page, state, messageId, reason, createdAt, updatedAt } = message;
  const isSent = state === "sent";
  return {
    id,
    userId: String(accountId),
    templateId,
    page,
    status: state,
    // As in the answer to sending it.
    msgid: isSent ? (messageId ?? id) : null,
    reason: reason && reasonText(reason),
    createdAt: createdAt.getTime(),
    sentAt: isSent ? updatedAt.getTime() : null,
  };
}

/** The system's state, also as a sentence. */
export function healthView({ status, services, sandboxes, checkedAt }: SystemHealth) {
  const message = { healthy: "系统健康", degraded: "系统部分服务不可用", unhealthy: "系统异常" }[status];
  return { message, data: { status, timestamp: checkedAt.getTime(), services, sandboxes } };
}

/** Which of our endpoints makes which ERP call: the document names endpoints. */
const ERP_ENDPOINTS: Readonly<Record<string, string>> = {
  companiesByInviteCode: "/api/auth/bind-company",
  orders: "/api/orders/search",
  orderStatus: "/api/orders/{order_id}/status",
  orderMaterials: "/api/orders/{order_id}/materials",
  materialProgress: "/api/materials/{material_id}/progress",
  health: "/api/health/check",
};

/** Calls to one ERP operation over the last hour. */
export function erpCallsView(statistics: EndpointCalls) {
  const rate = errorRate(statistics);
  return {
    endpoint: ERP_ENDPOINTS[statistics.endpoint] ?? statistics.endpoint,
    totalCalls: statistics.calls,
    avgResponseTime: twoDecimals(statistics.averageMilliseconds),
    errorRate: rate,
    successRate: twoDecimals(100 - rate),
  };
}

/** Calls of an hour or of an endpoint over the last day. */
export function performanceView(statistics: CallStatistics) {
  return {
    totalCalls: statistics.calls,
    avgResponseTime: twoDecimals(statistics.averageMilliseconds),
    // Rounded up, so that it is never below the average.
    maxResponseTime: Math.ceil(statistics.maximumMilliseconds),
    errorCalls: statistics.failed,
    refusedCalls: statistics.refused,
    errorRate: errorRate(statistics),
  };
}

/** An hour as the document writes it, in UTC. */
export function hourView(hour: Date): string {
  return hour.toISOString().slice(0, 19).replace("T", " ");
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
