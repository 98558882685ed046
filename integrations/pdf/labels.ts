/** Labels on sheets of A4, drawn with pdfkit. */
import { setImmediate as nextTurn } from "node:timers/promises";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { COMMITMENT_WORDS } from "../../domain/commitments/commitment.ts";
import {
  LABELS_A_SHEET,
  type Label,
  type LabelLanguage,
  type LabelLayout,
  type LabelSheets,
  type PrintOptions,
} from "../../domain/labels/label-sheets.ts";
import { FAMILIES, faceOf, legible, registerFaces } from "./fonts.ts";
import { drawText, heightOf } from "./text.ts";

type Document = InstanceType<typeof PDFDocument>;

/** Points a millimetre. */
const MM = 72 / 25.4;
const SHEET = { width: 210 * MM, height: 297 * MM };

/** A layout's measures in millimetres, and its font size relative to the smallest layout's. */
interface Measures {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly padding: number;
  readonly symbol: number;
  readonly letters: number;
}

const MEASURES: Readonly<Record<LabelLayout, Measures>> = {
  "a4-24": { columns: 3, width: 70, height: 37, padding: 3, symbol: 31, letters: 1 },
  "a4-8": { columns: 2, width: 105, height: 74, padding: 5, symbol: 54, letters: 1.45 },
};

/** A label's own words. */
interface Words {
  readonly batch: string;
  readonly harvested: string;
  readonly lot: string;
  readonly scan: string;
}

const WORDS: Readonly<Record<LabelLanguage, Words>> = {
  both: { batch: "批次 Batch", harvested: "采收 Harvested", lot: "批号 Lot", scan: "微信扫一扫，查看溯源信息 Scan me" },
  zh: { batch: "批次", harvested: "采收", lot: "批号", scan: "微信扫一扫，查看溯源信息" },
  en: { batch: "Batch", harvested: "Harvested", lot: "Lot", scan: "Scan to see its journey" },
};

/** Modules of blank around a symbol, as ISO/IEC 18004 asks. */
const QUIET = 4;
/** The relative font size of a code that takes more than a line. */
const SMALLEST_CODE = 5;
const INK = "#000000";
const GREY = "#555555";

/** Label sheets as PDF. Letters are embedded, so that names of every script print anywhere. */
export function pdfLabels(): LabelSheets {
  return {
    async print(labels, { layout, copies, language, of }) {
      const document = open(of);
      const { columns, width, height } = MEASURES[layout];
      const rows = LABELS_A_SHEET[layout] / columns;
      const top = (SHEET.height - rows * height * MM) / 2;
      let printed = 0;
      for (const label of labels) {
        const draw = artist(document, label, MEASURES[layout], WORDS[language]);
        for (let copy = 0; copy < copies; copy++) {
          const place = printed++ % LABELS_A_SHEET[layout];
          // Others are answered between two sheets: thousands of labels take seconds.
          if (place === 0 && printed > 1) await nextTurn();
          if (place === 0) document.addPage();
          draw((place % columns) * width * MM, top + Math.floor(place / columns) * height * MM);
        }
      }
      return bytesOf(document);
    },
  };
}

/** An empty document. Nothing in it depends on when or where it is made. */
function open({ code, createdAt }: PrintOptions["of"]): Document {
  const document = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    displayTitle: true,
    info: { Title: `Labels of ${code}`, Creator: "Suyuan", Producer: "pdfkit", CreationDate: createdAt },
  });
  registerFaces(document);
  return document;
}

async function bytesOf(document: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", resolve);
    document.on("error", reject);
  });
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Draws one label with its upper left corner at a point. */
function artist(document: Document, label: Label, measures: Measures, words: Words): (x: number, y: number) => void {
  const { padding, symbol, letters } = measures;
  const dark = darkRuns(label.address);
  const left = (padding + symbol) * MM + 3;
  const width = (measures.width - padding) * MM - left;
  const product = printable(label.product ?? label.code);
  const producer = printable(label.producer ?? "");

  const codeSize = sizeOfCode(document, label.code, width, letters);

  return (x, y) => {
    drawSymbol(document, dark, x + padding * MM, y + ((measures.height - symbol) / 2) * MM, symbol * MM);
    let line = y + padding * MM;
    /** Writes at most `lines` lines, and continues below them. */
    const write = (text: string, size: number, lines: number, font: "regular" | "bold" = "regular", color = INK) => {
      const bold = font === "bold";
      const setting = { size: size * letters, bold, width, align: "left", gap: 0, lines } as const;
      document.fillColor(color);
      drawText(document, text, x + left, line, setting);
      line += heightOf(document, text, setting);
    };
    // Beside the code, as the words of a certificate that the code carries have to stand.
    if (label.commitment !== null) {
      write(COMMITMENT_WORDS.zh, 9, 1, "bold");
      write(label.commitment, 5, 1, "regular", GREY);
    }
    // Small labels have no room for all of it, and a code that fills several lines leaves less.
    const isFull = label.commitment !== null && letters === 1;
    const isTight = codeSize === SMALLEST_CODE;
    write(product, 9, isTight && (isFull || label.lot !== null) ? 1 : 2, "bold");
    write(words.batch, 5, 1, "regular", GREY);
    write(label.code, codeSize, 4, "bold");
    if (label.harvestDate !== null) write(`${words.harvested} ${label.harvestDate}`, 6, 1);
    if (label.lot !== null) write(`${words.lot} ${label.lot}`, 5, 2);
    if (producer !== "") write(producer, 6, isFull || isTight ? 1 : 2);
    if (label.gtin !== null) write(`GTIN ${label.gtin}`, 6, 1);
    // What the symbol is for, where there is room left for it.
    const bottom = y + (measures.height - padding) * MM;
    if (line + 5 * letters * 1.5 <= bottom) write(words.scan, 5, 1, "regular", GREY);
  };
}

/** A code is never cut off: a long one is written smaller. */
function sizeOfCode(document: Document, code: string, width: number, letters: number): number {
  const fits = (size: number) =>
    document
      .font(faceOf(FAMILIES[0], true))
      .fontSize(size * letters)
      .widthOfString(code) <= width;
  return [8, 7].find(fits) ?? SMALLEST_CODE;
}

/**
 * Text for few lines: without breaks, invisible characters, and those that change the writing direction; what no typeface
 * has in Latin letters or by its number.
 */
function printable(text: string): string {
  return legible(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim()).text;
}

/** A symbol's dark modules, as runs along its rows. */
interface DarkRuns {
  /** Modules from side to side, including the quiet zone. */
  readonly size: number;
  readonly runs: readonly { readonly column: number; readonly row: number; readonly length: number }[];
}

function darkRuns(text: string): DarkRuns {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const runs: { column: number; row: number; length: number }[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue;
      const start = column;
      while (column < size && data[row * size + column]) column++;
      runs.push({ column: start + QUIET, row: row + QUIET, length: column - start });
    }
  }
  return { size: size + 2 * QUIET, runs };
}

/** One path for all of it, so that no hairlines show between its parts. */
function drawSymbol(document: Document, { size, runs }: DarkRuns, x: number, y: number, side: number): void {
  const unit = side / size;
  for (const { column, row, length } of runs) {
    document.rect(x + column * unit, y + row * unit, length * unit, unit);
  }
  document.fill(INK);
}
