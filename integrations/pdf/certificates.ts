import { Worker } from "node:worker_threads";
import type { CertificateContent, CertificateRenderer } from "../../domain/certificates/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";

/** Timeout for a journey of thousands of steps, in milliseconds. */
const TIME_LIMIT = 60_000;

/**
 * Certificates as PDF. Laying out Chinese takes a third of a second of computing, so a worker thread does it; one at a
 * time, since each has its fonts in memory.
 */
export function pdfCertificates(): CertificateRenderer {
  let last: Promise<unknown> = Promise.resolve();
  return {
    render(content) {
      const bytes = last.then(() => renderInThread(content));
      last = bytes.catch(() => undefined);
      return bytes;
    },
  };
}

function renderInThread(content: CertificateContent): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: content });
    const timer = setTimeout(() => void worker.terminate(), TIME_LIMIT);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new DomainError("unavailable", "The certificate could not be drawn up in time"));
    });
  });
}
