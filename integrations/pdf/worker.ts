/** Renders one document in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { renderCommitment } from "./commitment.ts";
import { renderCertificate } from "./render.ts";
import type { Drawing } from "./thread.ts";

const drawing = workerData as Drawing;
const bytes =
  drawing.sort === "commitment" ? await renderCommitment(drawing.content) : await renderCertificate(drawing.content);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
