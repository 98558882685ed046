import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import type { Client } from "./ports.ts";

/**
 * Count a scan of a batch's public page. It does not block and never fails: the client's answer does not depend on it.
 * Gives the scan's id, for reporting its duration later; null for a bot's, which is not counted as a scan.
 */
export function countScan(
  services: Pick<Services, "clients" | "now" | "scans" | "visitors">,
  batch: Pick<Batch, "id">,
  client: Client,
): string | null {
  const { clients, visitors, scans } = services;
  if (clients.isBot(client)) return null;
  const id = crypto.randomUUID();
  const at = services.now();
  const [region, device] = [clients.regionOf(client), clients.deviceOf(client)];
  const named = visitors.nameOf(at, batch.id, client);
  scans.record(named.then((visitor) => ({ id, batchId: batch.id, at, visitor, region, device })));
  return id;
}
