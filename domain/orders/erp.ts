import type { Idempotency } from "../operations/outbox.ts";
import type { ServiceHealth } from "../shared/service-health.ts";

/** A customer of the ERP. */
export interface Company {
  readonly customerId: string;
  /** The company's code. */
  readonly companyId: string;
  readonly companyName: string;
}

/** A customer, and the WeChat invite code that it gives to its people. */
export type InvitedCompany = Company & { readonly inviteCode: string };

/** Where an order or a material stands. */
export const ORDER_STATUSES = ["pending", "producing", "shipped", "completed", "cancelled"] as const;

/** Where an order or a material stands. */
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Which orders are wanted, and of whom. */
export interface OrderQuery {
  readonly customerId: string;
  readonly keyword: string | undefined;
  readonly status: OrderStatus | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** An order as the ERP has it. */
export interface CompanyOrder {
  readonly id: string;
  readonly number: string;
  readonly customerName: string;
  /** Null where the ERP has no readable date. */
  readonly orderedAt: Date | null;
  /** An `OrderStatus`, or the ERP's own word where it has another. */
  readonly status: string;
  readonly materials: readonly OrderMaterial[];
}

/** A material line of an order. */
export interface OrderMaterial {
  readonly id: string;
  readonly code: string;
  /** An `OrderStatus`, or the ERP's own word where it has another. */
  readonly status: string;
  /** The codes of the batches that were produced for it, as the ERP has them: whether they are on chain is not said. */
  readonly batchCodes: readonly string[];
}

/** What the ERP has of one thing. */
export interface ErpDocument {
  /** JSON text of an object or a list, exactly as the ERP wrote it. */
  readonly text: string;
  /** The codes of the batches that it names, in its order. */
  readonly batchCodes: readonly string[];
}

/**
 * The company's ERP. Each of these throws `unavailable` where it is not set up or does not answer as it should. What is
 * asked for one customer is never another's: it is then undefined, as what does not exist.
 */
export interface Erp {
  companiesByInviteCode(inviteCode: string): Promise<readonly InvitedCompany[]>;
  orders(query: OrderQuery): Promise<{ readonly orders: readonly CompanyOrder[]; readonly total: number }>;
  orderStatus(customerId: string, orderId: string): Promise<ErpDocument | undefined>;
  orderMaterials(customerId: string, orderId: string): Promise<ErpDocument | undefined>;
  materialProgress(customerId: string, materialId: string): Promise<ErpDocument | undefined>;
  /** Never throws. */
  health(): Promise<ServiceHealth>;
}

/** Which account belongs to which company. */
export interface CompanyBinding extends Company {
  readonly accountId: number;
  readonly boundAt: Date;
}

/** The bindings: one an account, and never changed. */
export interface CompanyBindings {
  byAccount(accountId: number): Promise<CompanyBinding | undefined>;
  /**
   * Add a binding, and keep the request's key with it. False if the account has one already: that one stays, and an
   * earlier request with this key may have made it.
   */
  add(binding: CompanyBinding, idempotency?: Idempotency): Promise<boolean>;
}
