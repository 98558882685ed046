// Letterhead of the invented issuers.
import { type Doc, grey, page, type Theme, write } from "./layout.ts";

/** Mark of an invented organisation: plain geometry, no real logo. */
function mark(doc: Doc, theme: Theme, x: number, y: number): void {
  doc.save();
  doc.circle(x, y, 21).fill(theme.main);
  doc.circle(x, y, 18.4).lineWidth(0.7).stroke("#ffffff");
  doc.translate(x, y);
  if (theme.mark === "leaf") {
    doc.path("M-8 9 C-13 -5 -2 -12 11 -12 C12 1 5 11 -5 9 Z").fill("#ffffff");
    doc.path("M-11 13 C-6 4 0 -2 7 -8").lineWidth(1.4).stroke(theme.main);
  } else if (theme.mark === "flask") {
    doc
      .path("M-4 -12 L4 -12 M-2.5 -12 L-2.5 -3 L-10 10 Q-11 13 -8 13 L8 13 Q11 13 10 10 L2.5 -3 L2.5 -12")
      .lineWidth(1.8)
      .stroke("#ffffff");
    doc.path("M-6.5 5 L6.5 5 L9 11 L-9 11 Z").fill("#ffffff");
  } else if (theme.mark === "check") {
    doc.circle(0, 0, 11).lineWidth(1.8).stroke("#ffffff");
    doc.path("M-5.5 0.5 L-1.5 5 L6.5 -5").lineWidth(2.4).stroke("#ffffff");
  } else {
    doc.path("M0 -13 L0 13 M-11.3 -6.5 L11.3 6.5 M-11.3 6.5 L11.3 -6.5").lineWidth(1.8).stroke("#ffffff");
    doc.circle(0, 0, 4).fill("#ffffff");
  }
  doc.restore();
}

/** Letterhead of the issuer; returns the y below it. */
export function letterhead(doc: Doc, theme: Theme, name: string, second: string, lines: string[]): number {
  doc.rect(0, 0, page.width, 8).fill(theme.main);
  mark(doc, theme, page.left + 21, 57);
  write(doc, name, page.left + 54, 38, { size: 15, bold: true, color: theme.main, width: 260 });
  write(doc, second, page.left + 54, 59, { size: 9, color: grey, width: 260 });
  lines.forEach((line, i) => {
    write(doc, line, 340, 38 + i * 12.5, { size: 7.5, color: grey, width: page.right - 340, align: "right" });
  });
  doc.moveTo(page.left, 92).lineTo(page.right, 92).lineWidth(1).stroke(theme.main);
  return 104;
}
