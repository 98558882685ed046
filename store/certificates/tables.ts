/** Downloads of certificates. */
export interface CertificateDownloadsTable {
  batch_id: string;
  /** The certificate's. */
  number: string;
  at: number;
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
