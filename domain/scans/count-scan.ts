import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import type { Looker } from "./ports.ts";

/**
 * Count a look at a batch's public page. It waits for nothing and never fails: whoever looks gets the same answer.
 * Gives the look's identifier, by which how long it lasted can be told; null for a program's look, which is no person's.
 */
export function countScan(services: Services, batch: Pick<Batch, "id">, looker: Looker): string | null {
  const { lookers, visitors, scans } = services;
  if (lookers.isBot(looker)) return null;
  const id = crypto.randomUUID();
  const at = services.now();
  const [region, device] = [lookers.regionOf(looker), lookers.deviceOf(looker)];
  const named = visitors.nameOf(at, batch.id, looker);
  scans.record(named.then((visitor) => ({ id, batchId: batch.id, at, visitor, region, device })));
  return id;
}
