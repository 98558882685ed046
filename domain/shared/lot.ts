/** Lots (GS1 Application Identifier 10): unique below a GTIN alone, unlike a batch's code. */

/** 1 to 20 characters of the standard's set of 82. */
const LOT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/** Whether a text can be a lot. */
export function isLot(text: string): boolean {
  // Browsers resolve these two as path steps, encoded or not.
  return LOT.test(text) && text !== "." && text !== "..";
}
