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

/** The status of an order or a material. */
export const ORDER_STATUSES = ["pending", "producing", "shipped", "completed", "cancelled"] as const;

/** The status of an order or a material. */
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A search for a customer's orders. */
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
  /** Null if the ERP has no readable date. */
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
  /** The codes of the batches produced for it, as the ERP has them: they may or may not be on chain. */
  readonly batchCodes: readonly string[];
}

/** An ERP document. */
export interface ErpDocument {
  /** JSON text of an object or a list, exactly as the ERP wrote it. */
  readonly text: string;
  /** The batch codes in it, in its order. */
  readonly batchCodes: readonly string[];
}

/**
 * The company's ERP. Each of these throws `unavailable` where it is not set up or does not answer as it should. A
 * customer never gets what belongs to another: it is undefined, like what does not exist.
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

/** The company that an account belongs to. */
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
