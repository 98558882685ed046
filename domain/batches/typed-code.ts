/** Codes as people bring them: typed in full width, copied with blanks, or as the whole address on the label. */

/** What is not seen, and what no code has at its ends. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** An address of a batch's page, of its picture, or a GS1 Digital Link, and the code in it. */
const ADDRESS = /^(?:https?:\/\/)?[^/?#\s]+\/(?:t|qr|01\/\d{8,14}\/10)\/([^/?#]+)/i;

/** The code that is meant by a text; what is not one stays for whoever judges it. */
export function typedCode(text: string): string {
  const plain = text.replace(UNSEEN, "").normalize("NFKC").trim();
  const coded = ADDRESS.exec(plain)?.[1];
  if (coded === undefined) return plain;
  try {
    return decodeURIComponent(coded);
  } catch {
    return coded;
  }
}
