import type { Services } from "../../domain/services.ts";
import { embeddedClients } from "../../integrations/geolocation/clients.ts";
import { hmacHash } from "../../integrations/tokens/keyed-hash.ts";
import { feedbackRepository } from "../../store/scans/feedback.ts";
import { scansRepository } from "../../store/scans/scans.ts";
import { visitorsRepository } from "../../store/scans/visitors.ts";
import type { Parts } from "./parts.ts";
import { reportOf } from "./report-of.ts";

/** Scans and shoppers' feedback. */
export function composeScans(parts: Parts) {
  const { database, keys } = parts;
  return {
    clients: embeddedClients(),
    visitors: visitorsRepository(database, hmacHash(keys.storageSecret)),
    scans: scansRepository(database, reportOf(parts.logger, "scans of batches")),
    feedback: feedbackRepository(database),
  } satisfies Partial<Services>;
}
