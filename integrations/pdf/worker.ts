/** Renders one certificate in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import type { CertificateContent } from "../../domain/certificates/ports.ts";
import { renderCertificate } from "./render.ts";

const bytes = await renderCertificate(workerData as CertificateContent);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
