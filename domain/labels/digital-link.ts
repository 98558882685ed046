/** A batch's label holds its GS1 Digital Link if it has one, else our own address. */

import type { Batch } from "../batches/batch.ts";
import { lotOf } from "../batches/lot-of.ts";
import { isPart } from "../batches/part-code.ts";
import { batchFor } from "../batches/redaction.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";

/** The shopper's page of a batch. */
export function pageUrl(publicUrl: string, code: string): string {
  return `${publicUrl}/t/${encodeURIComponent(code)}`;
}

/**
 * The picture of a batch's QR code. A suffix there always names a format, so a code that ends like one gets another
 * suffix: otherwise the owner of the code `A.png` would own the address of the picture of `A`.
 */
export function qrCodeUrl(publicUrl: string, code: string): string {
  return `${publicUrl}/qr/${encodeURIComponent(code)}${/\.(?:svg|png)$/i.test(code) ? ".svg" : ""}`;
}

/** The public GTIN in a batch's record; undefined if there is none or it is withheld. */
export function publicGtin(batch: Batch): string | undefined {
  return batchFor(PUBLIC, batch).description?.product.gtin;
}

/** The public lot that a batch is found by below its GTIN; undefined if there is none or it is withheld. */
export function publicLot(batch: Batch): string | undefined {
  const { code, description } = batchFor(PUBLIC, batch);
  return description ? lotOf(code, description) : undefined;
}

/** A batch's GS1 Digital Link; undefined where its product has no GTIN, or neither it nor its code says a lot, and for parts. */
export function digitalLinkOf({ digitalLinks }: Pick<Services, "digitalLinks">, batch: Batch): string | undefined {
  // A part shares its parent's lot with all other parts: only its own page tells which it is.
  if (isPart(batch.code)) return undefined;
  const gtin = publicGtin(batch);
  const lot = publicLot(batch);
  return gtin !== undefined && lot !== undefined ? digitalLinks.ofLot(gtin, lot) : undefined;
}

/** The content of the QR code on a batch's label. */
export function labelAddress(services: Pick<Services, "digitalLinks" | "settings">, batch: Batch): string {
  return digitalLinkOf(services, batch) ?? pageUrl(services.settings.publicUrl, batch.code);
}
