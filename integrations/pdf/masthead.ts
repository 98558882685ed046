import QRCode from "qrcode";
import type { CertificateContent } from "../../domain/certificates/ports.ts";
import { nameOf } from "./journey.ts";
import { COLOURS, PAGE, type Sheet } from "./sheet.ts";
import { type Texts, translate } from "./texts/index.ts";
import { momentAt } from "./texts/moments.ts";

const LEAF = "M5 19c0-9 5-14 15-14 0 10-5 15-12 14.5M5 21c.5-5 3.5-8.5 8-11";

/** The brand, the title, number and dates, and the code to scan. */
export function masthead(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const compact = content.template === "template-compact";
  const code = compact ? 84 : 104;
  const width = PAGE.right - PAGE.left - code - 28;
  const isDeclaration = content.kind === "declaration";
  // The brand's green says that somebody else vouches for it, and that nothing speaks against the batch.
  const colour = isDeclaration || content.notices.length > 0 ? COLOURS.muted : COLOURS.accent;
  sheet.decorate((document) => {
    document.rect(0, 0, PAGE.width, compact ? 5 : 9).fill(colour);
    document
      .save()
      .translate(PAGE.left - 3, 30)
      .scale(0.9);
    document.path(LEAF).lineWidth(2).lineCap("round").stroke(colour).restore();
  });
  sheet.write("P", `${texts.brand}  ·  ${texts.tagline}`, PAGE.left + 22, 34, width - 22, {
    size: 8.5,
    colour: COLOURS.muted,
  });
  let y = compact ? 56 : 66;
  y = sheet.write("H1", isDeclaration ? texts.declaration : texts.title, PAGE.left, y, width, {
    size: compact ? 19 : 26,
    bold: true,
    gap: 0,
  });
  const word = isDeclaration ? texts.attestedByNobody(content.isMaker) : texts.types[content.type];
  y = sheet.write("P", word, PAGE.left, y + 1, width, { size: compact ? 9.5 : 11.5, bold: true, colour });
  y += compact ? 4 : 12;

  const { issuer } = content;
  const roles = issuer.roles.map((role) => translate(texts.roles, role)).join(texts.comma);
  const name = issuer.name ? nameOf(issuer, texts) : issuer.address;
  const rows = [
    [texts.number, content.number],
    [texts.issued, momentAt(content.issuedAt, content.timeZone, texts.moments)],
    [texts.validUntil, momentAt(content.validUntil, content.timeZone, texts.moments)],
    [texts.issuedBy, roles ? texts.aside(name, roles) : name],
  ] as const;
  for (const [label, value] of rows) {
    sheet.group("P", () => {
      sheet.write("Span", label, PAGE.left, y + 0.6, 104, { size: 8.5, colour: COLOURS.muted });
      y = sheet.write("Span", value, PAGE.left + 108, y, width - 108, { size: 9.5, bold: label === texts.number });
    });
    y += compact ? 0.5 : 2;
  }
  const bottom = qrCode(sheet, content.verificationUrl, code, texts);
  sheet.y = Math.max(y, bottom) + (compact ? 8 : 14);
}

/** A code to scan in the upper right corner, and the words below it; gives the y below them. */
export function qrCode(sheet: Sheet, url: string, size: number, texts: Pick<Texts, "qrAlternative" | "scan">): number {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: "M" });
  const [x, y] = [PAGE.right - size, 40];
  sheet.figure(texts.qrAlternative(url), [x, y, x + size, y + size], (document) => {
    const unit = size / modules.size;
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        let end = column;
        while (end < modules.size && modules.get(row, end)) end++;
        // Slightly wider than its place, so that no white line shows between two.
        if (end > column) document.rect(x + column * unit, y + row * unit, (end - column) * unit, unit * 1.02);
        column = end;
      }
    }
    document.fill("#000000");
  });
  sheet.document.link(x, y, size, size, url);
  return sheet.write("Caption", texts.scan, x, y + size + 4, size, {
    size: 8,
    align: "center",
    colour: COLOURS.accent,
    bold: true,
  });
}
