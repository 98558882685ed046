/** Orders as the orders' document tells them. */

/** A batch that an order or a material names. */
export interface LinkedBatch {
  readonly batch_code: string;
  readonly on_chain: boolean;
  readonly status: string | null;
  readonly trace_url: string | null;
}

/** A material of an order. */
export interface Material {
  readonly material_id: string;
  readonly material_code: string;
  readonly status: string;
  readonly batches: readonly LinkedBatch[];
}

/** An order of one's own company. */
export interface Order {
  readonly order_id: string;
  readonly order_no: string;
  readonly customer_name: string;
  readonly order_date: string | null;
  readonly status: string;
  readonly materials: readonly Material[];
}

/** A page of them. */
export interface OrderPage {
  readonly orders: readonly Order[];
  readonly total: number;
}

/** The company that one belongs to; null where to none. */
export interface CompanyProfile {
  readonly erpBinding: { readonly companyId: string | null; readonly companyName: string | null };
}
