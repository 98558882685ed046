// Shared design of the demonstration documents: letterhead, tables, stamp, footer.
import { createWriteStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import PDFDocument from "pdfkit";

export type Doc = InstanceType<typeof PDFDocument>;
export type Theme = { main: string; soft: string; mark: "flask" | "snow" | "leaf" | "check" };
export type Column = { title: string; width: number; align?: "left" | "center" | "right" | undefined };

export const themes = {
  blue: { main: "#14507a", soft: "#eaf2f8", mark: "flask" },
  teal: { main: "#0f6170", soft: "#e8f4f6", mark: "snow" },
  green: { main: "#23693a", soft: "#ebf5ee", mark: "leaf" },
  red: { main: "#9c2b22", soft: "#fbf0ee", mark: "check" },
} as const satisfies Record<string, Theme>;

export const page = { width: 595.28, height: 841.89, left: 56, right: 539.28, bottom: 768 };
export const ink = "#1f2933";
export const grey = "#5c6773";

const fontFolder = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const face = (folder: string) => readFileSync(join(fontFolder, folder, `NotoSansSC_${folder}.ttf`));
const regular = face("400Regular");
const bold = face("700Bold");

/** A new A4 document. The fixed date makes the output the same on every run. */
export function open(title: string, subject: string, date: string, language = "en"): Doc {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 48, left: page.left, right: 56, bottom: 30 },
    bufferPages: true,
    pdfVersion: "1.7",
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Subject: subject,
      Author: "Suyuan demonstration data",
      Creator: "Suyuan",
      Producer: "pdfkit",
      CreationDate: new Date(date),
    },
  });
  doc.registerFont("regular", regular);
  doc.registerFont("bold", bold);
  doc.font("regular").fillColor(ink);
  return doc;
}

export function write(
  doc: Doc,
  text: string,
  x: number,
  y: number,
  options: {
    size?: number;
    bold?: boolean;
    color?: string;
    width?: number;
    align?: "left" | "center" | "right" | undefined;
    gap?: number;
    spacing?: number;
  } = {},
): number {
  const width = options.width ?? page.right - x;
  doc
    .font(options.bold ? "bold" : "regular")
    .fontSize(options.size ?? 9)
    .fillColor(options.color ?? ink);
  doc.text(text, x, y, {
    width,
    align: options.align ?? "left",
    lineGap: options.gap ?? 0,
    characterSpacing: options.spacing ?? 0,
  });
  return doc.y;
}

export function heading(doc: Doc, theme: Theme, title: string, subtitle: string, y: number): number {
  write(doc, title, page.left, y, { size: 17, bold: true, align: "center" });
  write(doc, subtitle, page.left, y + 24, { size: 10, color: grey, align: "center" });
  doc.rect(page.width / 2 - 24, y + 42, 48, 2).fill(theme.main);
  return y + 54;
}

export function section(doc: Doc, theme: Theme, title: string, y: number): number {
  doc.rect(page.left, y + 2, 3, 11).fill(theme.main);
  write(doc, title, page.left + 9, y, { size: 10, bold: true, color: theme.main });
  return y + 19;
}

/** Two pairs of label and value in each row. */
export function facts(doc: Doc, theme: Theme, rows: [string, string][], y: number, label = 92): number {
  const half = (page.right - page.left) / 2;
  const height = 19;
  rows.forEach(([name, value], i) => {
    const x = page.left + (i % 2) * half;
    const top = y + Math.floor(i / 2) * height;
    doc.rect(x, top, label, height).fill(theme.soft);
    doc.rect(x, top, half, height).lineWidth(0.5).stroke("#c7d0d9");
    write(doc, name, x + 6, top + 4.5, { size: 7.6, color: grey, width: label - 8 });
    write(doc, value, x + label + 6, top + 4.2, { size: 8.2, width: half - label - 8 });
  });
  return y + Math.ceil(rows.length / 2) * height + 9;
}

export function table(doc: Doc, theme: Theme, columns: Column[], rows: string[][], y: number, height = 15.5): number {
  const total = columns.reduce((sum, c) => sum + c.width, 0);
  const head = columns.some((c) => c.title.includes("\n")) ? 27 : 18;
  doc.rect(page.left, y, total, head).fill(theme.main);
  let x = page.left;
  for (const c of columns) {
    c.title.split("\n").forEach((line, i) => {
      write(doc, line, x + 4, y + 3.2 + i * 10.6, {
        size: 7.6,
        bold: true,
        color: "#ffffff",
        width: c.width - 8,
        align: c.align,
      });
    });
    x += c.width;
  }
  rows.forEach((row, r) => {
    const top = y + head + r * height;
    if (r % 2 === 1) doc.rect(page.left, top, total, height).fill(theme.soft);
    x = page.left;
    row.forEach((cell, i) => {
      const column = columns[i] as Column;
      write(doc, cell, x + 5, top + height / 2 - 5.6, { size: 8, width: column.width - 10, align: column.align });
      x += column.width;
    });
    doc
      .moveTo(page.left, top + height)
      .lineTo(page.left + total, top + height)
      .lineWidth(0.4)
      .stroke("#d5dce3");
  });
  const end = y + head + rows.length * height;
  doc
    .rect(page.left, y, total, end - y)
    .lineWidth(0.6)
    .stroke(theme.main);
  return end + 9;
}

export function conclusion(doc: Doc, theme: Theme, verdict: string, title: string, lines: string[], y: number): number {
  const height = 24 + lines.length * 13;
  doc.roundedRect(page.left, y, page.right - page.left, height, 4).fillAndStroke(theme.soft, theme.main);
  doc.roundedRect(page.right - 112, y + height / 2 - 14, 98, 28, 4).fill(theme.main);
  write(doc, verdict, page.right - 112, y + height / 2 - 10, {
    size: 13,
    bold: true,
    color: "#ffffff",
    width: 98,
    align: "center",
  });
  write(doc, title, page.left + 12, y + 6, { size: 9.5, bold: true, color: theme.main, width: 350 });
  lines.forEach((line, i) => {
    write(doc, line, page.left + 12, y + 21 + i * 13, { size: 8.4, width: 350 });
  });
  return y + height + 12;
}

/** Footers with page numbers, then the file. */
export async function save(doc: Doc, theme: Theme, number: string, path: string): Promise<void> {
  const { start, count } = doc.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    doc.switchToPage(i);
    doc.moveTo(page.left, 797).lineTo(page.right, 797).lineWidth(0.5).stroke("#c7d0d9");
    write(doc, "Demonstration document, not issued by any authority · 示例文件，非任何机构签发", page.left, 801, {
      size: 6.8,
      color: theme.main,
      width: 330,
    });
    write(doc, `${number}  ·  ${i - start + 1} / ${count}`, 390, 801, {
      size: 6.8,
      color: grey,
      width: page.right - 390,
      align: "right",
    });
  }
  const stream = createWriteStream(path);
  doc.pipe(stream);
  doc.end();
  await finished(stream);
}
