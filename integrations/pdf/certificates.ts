import type { CertificateRenderer } from "../../domain/certificates/ports.ts";
import type { CommitmentRenderer } from "../../domain/commitments/ports.ts";
import { drawInThread } from "./thread.ts";

/** Certificates as PDF. */
export function pdfCertificates(): CertificateRenderer {
  return { render: (content) => drawInThread({ sort: "certificate", content }) };
}

/** Commitment certificates as PDF. */
export function pdfCommitments(): CommitmentRenderer {
  return { render: (content) => drawInThread({ sort: "commitment", content }) };
}
