/** The shapes of this dialect, for its documentation. */
import { z } from "@hono/zod-openapi";
import { INTEGRATIONS } from "../../../domain/monitoring/integrations.ts";
import { ORDER_STATUSES } from "../../../domain/orders/erp.ts";
import { LINKED_BATCHES } from "../../../domain/orders/linked-batches.ts";
import { MESSAGE_STATES } from "../../../domain/wechat/ports.ts";

const milliseconds = z.int().openapi({ description: "Milliseconds since 1970" });

/** A failure. */
export const errorSchema = z
  .object({ success: z.literal(false), message: z.string(), timestamp: milliseconds })
  .openapi("OrdersError");

/** A log-in with WeChat. */
export const wechatLogInSchema = z
  .object({
    code: z.string(),
    userInfo: z.object({ nickName: z.string().optional(), avatarUrl: z.string().optional() }).optional(),
  })
  .openapi("OrdersWechatLogIn");

/** Who is logged in. */
export const loggedInSchema = z
  .object({ token: z.string(), userId: z.string(), expiresAt: milliseconds })
  .openapi("OrdersLoggedIn");

/** A binding to a company. */
export const bindSchema = z
  .object({
    inviteCode: z.string(),
    userId: z.string().optional().openapi({ description: "If given, that of the token" }),
  })
  .openapi("OrdersBindCompany");

/** The company that an account is bound to. */
export const boundSchema = z
  .object({
    bindStatus: z.literal(true),
    companyInfo: z.object({ companyId: z.string(), companyName: z.string(), customerId: z.string() }),
  })
  .openapi("OrdersBound");

const status = z.string().openapi({ description: ORDER_STATUSES.join(", "), examples: ["producing"] });

/** The batches that an order or a material names. */
export const batchesSchema = z
  .array(
    z.object({
      batch_code: z.string(),
      on_chain: z.boolean(),
      status: z.string().nullable().openapi({ description: "As in the batch's public journey; null if not on chain" }),
      trace_url: z.url().nullable().openapi({ description: "The shopper's page; null if not on chain" }),
      journey_url: z.url().nullable().openapi({ description: "The public journey, as JSON; null if not on chain" }),
    }),
  )
  .openapi("OrdersBatches", {
    description: `The batches that the ERP names, in its order: the first ${LINKED_BATCHES} of an answer`,
  });

/** A page of orders. */
export const ordersSchema = z
  .object({
    orders: z.array(
      z.object({
        order_id: z.string(),
        order_no: z.string(),
        customer_name: z.string(),
        order_date: z.string().nullable(),
        status,
        materials: z.array(
          z.object({ material_id: z.string(), material_code: z.string(), status, batches: batchesSchema }),
        ),
      }),
    ),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    queryTime: milliseconds,
    cacheHit: z.boolean(),
  })
  .openapi("OrdersPage");

/** An ERP document, verbatim. */
export const erpDocumentSchema = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .openapi("OrdersErpDocument", { description: "As the ERP wrote it" });

/** A message to send. */
export const messageSchema = z
  .object({
    templateId: z.string(),
    data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]) })),
    page: z.string().optional(),
  })
  .openapi("OrdersMessage");

/** A message that was sent. */
export const sentSchema = z
  .object({ msgid: z.string(), status: z.literal("sent"), sendTime: milliseconds })
  .openapi("OrdersMessageSent");

/** Messages that were sent, or failed to be. */
export const messagesSchema = z
  .object({
    messages: z.array(
      z.object({
        id: z.string(),
        userId: z.string(),
        templateId: z.string(),
        page: z.string().nullable(),
        status: z.enum(MESSAGE_STATES).openapi({
          description: "`failed` was not sent; of `unconfirmed` it is not known whether it was",
        }),
        msgid: z.string().nullable(),
        reason: z.string().nullable().openapi({ description: "As sending it was answered" }),
        createdAt: milliseconds,
        sentAt: milliseconds.nullable(),
      }),
    ),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    nextCursor: z.string().nullable().openapi({ description: "Where the next page begins; null on the last" }),
  })
  .openapi("OrdersMessages");

/** A WeChat profile. */
export const wechatProfileSchema = z
  .object({
    nickName: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    nameNotice: z.string().optional().openapi({ description: "Another account's name looks the same" }),
  })
  .openapi("OrdersWechatProfile");

/** The caller's profile. */
export const profileSchema = z
  .object({
    erpBinding: z.object({
      companyId: z.string().nullable(),
      companyName: z.string().nullable(),
      customerId: z.string().nullable(),
      boundAt: milliseconds.nullable(),
    }),
    sessionExpiresAt: milliseconds,
  })
  .openapi("OrdersProfile");

const serviceState = z.enum(["healthy", "unhealthy", "unconfigured"]);
const workingState = z.enum(["healthy", "unhealthy"]);

/** The system's state. */
export const healthSchema = z
  .object({
    status: z.enum(["healthy", "degraded", "unhealthy"]),
    timestamp: milliseconds,
    services: z.object({
      database: serviceState,
      erp: serviceState,
      wechat: serviceState,
      chain: workingState,
      indexer: workingState,
      storage: workingState,
      mail: workingState.optional(),
      sms: workingState.optional(),
      evaluator: workingState.optional(),
      ipfs: workingState.optional(),
      alerts: workingState.optional(),
    }),
    sandboxes: z
      .array(z.enum(INTEGRATIONS))
      .openapi({ description: "Which of them are sandboxes: programs that stand for the real systems" }),
  })
  .openapi("OrdersHealth");

const percent = z.number().min(0).max(100);

/** The calls of the last hour. */
export const recentCallsSchema = z
  .object({
    stats: z.array(
      z.object({
        endpoint: z.string(),
        totalCalls: z.int(),
        avgResponseTime: z.number(),
        errorRate: percent,
        successRate: percent,
      }),
    ),
    checkTime: milliseconds,
  })
  .openapi("OrdersRecentCalls");

const performance = {
  totalCalls: z.int(),
  avgResponseTime: z.number(),
  maxResponseTime: z.int(),
  errorCalls: z.int().openapi({ description: "Faults of this server" }),
  refusedCalls: z.int().openapi({ description: "Refused by a rule, or for a fault of the caller's: no errors" }),
  errorRate: percent,
};

/** The calls of the last day. */
export const performanceSchema = z
  .object({
    hourlyStats: z.array(
      z.object({ hour: z.string().openapi({ description: "UTC", examples: ["2025-12-13 10:00:00"] }), ...performance }),
    ),
    endpointStats: z.array(z.object({ endpoint: z.string(), ...performance })),
  })
  .openapi("OrdersPerformance");
