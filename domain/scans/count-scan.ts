import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import type { Client } from "./ports.ts";

/**
 * Count a look at a batch's public page. It waits for nothing and never fails: whoever looks gets the same answer.
 * Gives the look's identifier, by which how long it lasted can be told; null for a program's look, which is no person's.
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
