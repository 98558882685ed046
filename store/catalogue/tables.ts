/** What batches refer to, and what was drawn up of them. */

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

/** Certificates that were drawn up: an index to lines on chain, which alone tell whether one counts. */
export interface CertificatesTable {
  number: string;
  batch_id: string;
  /** Of the PDF. */
  sha256: string;
  account_id: number;
  /** The address whose line attests it. */
  actor: string;
  issued_at: number;
}
