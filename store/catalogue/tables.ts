export interface ProductsTable {
  id: string;
  name: string;
  description: string;
  /** 14 digits. */
  gtin: string | null;
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
  location: string;
  owner: string;
  certifications: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}
