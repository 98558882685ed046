/** Codes as people bring them: typed in full width, copied with blanks, or as the whole address on the label. */

/** What is not seen, and what no code has at its ends. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** An address of a batch's page or of its picture, and the code in it. */
const ADDRESS = /^(?:https?:\/\/)?[^/?#\s]+\/(?:t|qr)\/([^/?#]+)/i;

/** A GS1 Digital Link, whoever's: its path. A lot in it is unique below the GTIN alone, and is nobody's code. */
const DIGITAL_LINK = /^(?:https?:\/\/)?[^/?#\s]+(\/01\/\d{8,14}(?:\/(?:22|10|21|235)\/[^/?#\s]+)*)\/?(?:[?#].*)?$/i;

const shown = (text: string) => text.replace(UNSEEN, "").normalize("NFKC").trim();

/** The path of the GS1 Digital Link that a text is: who resolves it finds the batch. Undefined for any other text. */
export function typedDigitalLink(text: string): string | undefined {
  return DIGITAL_LINK.exec(shown(text))?.[1];
}

/** The code that is meant by a text; what is not one stays for whoever judges it. */
export function typedCode(text: string): string {
  const plain = shown(text);
  const coded = ADDRESS.exec(plain)?.[1];
  if (coded === undefined) return plain;
  try {
    return decodeURIComponent(coded);
  } catch {
    return coded;
  }
}
