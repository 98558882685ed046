import { Worker } from "node:worker_threads";
import type { CertificateContent } from "../../domain/certificates/ports.ts";
import type { CommitmentContent } from "../../domain/commitments/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";

/** What a thread is asked to draw. */
export type Drawing =
  | { readonly sort: "certificate"; readonly content: CertificateContent }
  | { readonly sort: "commitment"; readonly content: CommitmentContent };

/** Timeout for a journey of thousands of steps, in milliseconds. */
const TIME_LIMIT = 60_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Draw a document. Laying out Chinese takes a third of a second of computing, so a worker thread does it; one at a time,
 * since each has its fonts in memory.
 */
export function drawInThread(drawing: Drawing): Promise<Uint8Array> {
  const bytes = last.then(() => draw(drawing));
  last = bytes.catch(() => undefined);
  return bytes;
}

function draw(drawing: Drawing): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: drawing });
    const timer = setTimeout(() => void worker.terminate(), TIME_LIMIT);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new DomainError("unavailable", "The certificate could not be drawn up in time"));
    });
  });
}
