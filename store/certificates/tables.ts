/** Downloads of certificates. */
export interface CertificateDownloadsTable {
  batch_id: string;
  /** The certificate's. */
  number: string;
  at: number;
}

/** Issued certificates: an index to lines on chain, which alone decide whether one is valid. */
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
