/** Which customer of the ERP an account belongs to. */
export interface ErpBindingsTable {
  account_id: number;
  customer_id: string;
  company_id: string;
  company_name: string;
  bound_at: number;
}
