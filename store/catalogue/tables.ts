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
  limits: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

/** Places; those of kind `farm` are what the API calls farms. */
export interface LocationsTable {
  id: string;
  name: string;
  /** What looks the same has the same one. */
  name_skeleton: Generated<string>;
  /** What it is found by, by who may see it. */
  search: Generated<string>;
  /** What a farm is found by, by everybody. */
  public_search: Generated<string>;
  kind: Generated<string>;
  /** In one line; empty where it is not told so. */
  address: string;
  /** A farm's, as told. */
  owner: string;
  certifications: string;
  gln: string | null;
  extension: string | null;
  street: string | null;
  city: string | null;
  region: string | null;
  postcode: string | null;
  country: string | null;
  phone: string | null;
  latitude: number | null;
  longitude: number | null;
  /** GeoJSON. */
  polygon: string | null;
  parent_id: string | null;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

/** Who may use locations and products besides their owners. */
export interface CatalogueLoansTable {
  /** `locations` or `products`. */
  catalogue: string;
  item_id: string;
  /** 0 for all accounts. */
  account_id: number;
  created_at: number;
}
