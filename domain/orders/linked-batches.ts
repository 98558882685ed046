import type { Batch } from "../batches/batch.ts";
import { isAddressableCode } from "../batches/batch-code.ts";
import { batchStatusOf } from "../batches/batch-status.ts";
import { batchFor } from "../batches/redaction.ts";
import { pageUrl } from "../labels/digital-link.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import type { ErpDocument } from "./erp.ts";

/** The most batches linked from one answer; further codes are left out. */
export const LINKED_BATCHES = 2_000;

/** A code from another system, and the batch with this code. */
export interface LinkedBatch {
  readonly code: string;
  /** As the public may see it, with its head and how many lines it has; null where the code is not on chain. */
  readonly batch: Batch | null;
  /** Its status on its public journey; null where the code is not on chain, like the addresses. */
  readonly status: string | null;
  /** The shopper's page. */
  readonly traceUrl: string | null;
  /** The same journey for programs. */
  readonly journeyUrl: string | null;
}

/**
 * The batches of these codes, as anybody may see them, by code and in the order of the codes. One query for all of
 * them. Malformed codes are left out; a code that is not on chain is marked so.
 */
export async function linkedBatches(
  { mirror, settings: { publicUrl } }: Pick<Services, "mirror" | "settings">,
  codes: Iterable<string>,
): Promise<ReadonlyMap<string, LinkedBatch>> {
  const wanted = [...new Set(codes)].filter(isAddressableCode).slice(0, LINKED_BATCHES);
  const found = new Map((await mirror.batchesByCodes(wanted)).map((batch) => [batch.code, batchFor(PUBLIC, batch)]));
  const link = (code: string): LinkedBatch => {
    const batch = found.get(code);
    if (!batch) return { code, batch: null, status: null, traceUrl: null, journeyUrl: null };
    const journeyUrl = `${publicUrl}/v1/traces/public/${encodeURIComponent(code)}`;
    return { code, batch, status: batchStatusOf(batch), traceUrl: pageUrl(publicUrl, code), journeyUrl };
  };
  return new Map(wanted.map((code) => [code, link(code)]));
}

/** An ERP document and the batches that it names. */
export interface LinkedDocument {
  readonly text: string;
  readonly batches: readonly LinkedBatch[];
}

/** A document with the batches that it names. */
export async function linkedDocument(
  services: Pick<Services, "mirror" | "settings">,
  document: ErpDocument,
): Promise<LinkedDocument> {
  const batches = await linkedBatches(services, document.batchCodes);
  return { text: document.text, batches: [...batches.values()] };
}
