/** A batch's label holds its GS1 Digital Link if it has one, else our own address. */

import type { Batch } from "../batches/batch.ts";
import { batchFor } from "../batches/redaction.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";

/** What a lot (GS1 Application Identifier 10) may be: 1 to 20 characters of the standard's set of 82. */
const LOT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/** Whether a text can be a lot. */
export function isLot(text: string): boolean {
  // Browsers resolve these two as path steps, encoded or not.
  return LOT.test(text) && text !== "." && text !== "..";
}

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

/** A batch's GS1 Digital Link; undefined where its product has no GTIN or its code is not a valid lot. */
export function digitalLinkOf({ digitalLinks }: Pick<Services, "digitalLinks">, batch: Batch): string | undefined {
  const gtin = publicGtin(batch);
  return gtin !== undefined && isLot(batch.code) ? digitalLinks.ofLot(gtin, batch.code) : undefined;
}

/** The content of the QR code on a batch's label. */
export function labelAddress(services: Pick<Services, "digitalLinks" | "settings">, batch: Batch): string {
  return digitalLinkOf(services, batch) ?? pageUrl(services.settings.publicUrl, batch.code);
}
