// Stamp-like mark and signature block. Roles only, never names of people.
import { type Doc, grey, page, write } from "./layout.ts";

/** Round mark in place of a seal: names the issuer and says it is a sample. */
export function stamp(
  doc: Doc,
  x: number,
  y: number,
  ring: string,
  centre: string,
  color = "#b3261e",
  radius = 43,
): void {
  doc.save();
  doc.translate(x, y).rotate(-9).opacity(0.78);
  doc.circle(0, 0, radius).lineWidth(2).stroke(color);
  doc
    .circle(0, 0, radius - 15)
    .lineWidth(0.8)
    .stroke(color);
  const letters = [...ring];
  const wide = /[\u4e00-\u9fff]/.test(ring);
  const step = Math.min(wide ? 26 : 13.5, 300 / letters.length);
  letters.forEach((letter, i) => {
    doc.save();
    doc.rotate((i - (letters.length - 1) / 2) * step);
    write(doc, letter, -10, -radius + (wide ? 0.5 : 1.5), {
      size: wide ? 9.2 : 7.6,
      bold: true,
      color,
      width: 20,
      align: "center",
    });
    doc.restore();
  });
  write(doc, centre, -30, -13, { size: 9, bold: true, color, width: 60, align: "center" });
  write(doc, "示例 DEMO", -30, 2, { size: 6.6, bold: true, color, width: 60, align: "center" });
  doc.restore();
}

export function signatures(doc: Doc, roles: [string, string][], y: number): void {
  const width = 112;
  roles.forEach(([role, value], i) => {
    const x = page.left + i * (width + 12);
    write(doc, value, x, y + 3, { size: 8.4, width });
    doc
      .moveTo(x, y + 18)
      .lineTo(x + width, y + 18)
      .lineWidth(0.6)
      .stroke("#8793a0");
    write(doc, role, x, y + 21, { size: 7, color: grey, width });
  });
}
