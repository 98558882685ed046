import type { Batch } from "../batches/batch.ts";
import type { Context, Services } from "../services.ts";
import { observedBatch } from "./internal.ts";
import { type ScanAnomaly, scanAnomalies } from "./scan-anomaly.ts";

/** More scans than one item ever gets; beyond that only the latest count. */
const MOST_SCANS = 20_000;

/** Names under which attributes hold a serial number, without their case, spaces, dashes and underscores. */
const SERIAL_ATTRIBUTES = new Set(["serial", "serialnumber", "serialno", "sn", "序列号", "序號", "序列號"]);

/** Anomalies among the scans of a batch. */
export interface BatchAnomalies {
  readonly batch: Batch;
  /** Whether it is a single item: many items that share a code are scanned all over the world. */
  readonly serialized: boolean;
  readonly anomalies: readonly ScanAnomaly[];
}

/** Anomalies among the scans of a single-item batch, for those who may see its figures. */
export async function batchAnomalies(
  services: Pick<Services, "accounts" | "administrators" | "keys" | "mirror" | "outbox" | "scans">,
  context: Context,
  traceId: string,
): Promise<BatchAnomalies> {
  const batch = await observedBatch(services, context, traceId, "scanAnomalies");
  return { batch, serialized: isOneItem(batch), anomalies: await anomaliesOf(services, batch) };
}

/** The anomalies of a batch; none for a batch of many items. */
export async function anomaliesOf(services: Pick<Services, "scans">, batch: Batch): Promise<readonly ScanAnomaly[]> {
  if (!isOneItem(batch)) return [];
  return scanAnomalies(await services.scans.latest(batch.id, MOST_SCANS));
}

/** Whether a batch is a single piece, or is described by a serial number. */
export function isOneItem({ unit, quantity, description }: Pick<Batch, "unit" | "quantity" | "description">): boolean {
  if (unit === "H87" && (quantity === 1_000n || description?.quantity === "1000")) return true;
  return Object.entries(description?.attributes ?? {}).some(
    ([name, value]) =>
      SERIAL_ATTRIBUTES.has(name.toLowerCase().replaceAll(/[\s_-]/g, "")) &&
      (typeof value === "number" || (typeof value === "string" && value.trim() !== "")),
  );
}
