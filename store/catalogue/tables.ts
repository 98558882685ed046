import type { Generated } from "kysely";

export interface ProductsTable {
  id: string;
  name: string;
  description: string;
  /** 14 digits. */
  gtin: string | null;
  /** What it is found by. */
  search: Generated<string>;
  image: string | null;
  nutritional_info: string;
  storage_guide: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

export interface FarmsTable {
  id: string;
  name: string;
  /** What looks the same has the same one. */
  name_skeleton: Generated<string>;
  /** What it is found by. */
  search: Generated<string>;
  location: string;
  owner: string;
  certifications: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

/** Who may use farms and products besides their owners. */
export interface CatalogueLoansTable {
  /** `farms` or `products`. */
  catalogue: string;
  item_id: string;
  /** 0 for all accounts. */
  account_id: number;
  created_at: number;
}
