/** Texts in more than one typeface, which pdfkit sets in one: split, broken into lines and drawn by ourselves. */
import { FAMILIES, type Family, faceOf } from "./fonts.ts";

type Document = PDFKit.PDFDocument;

/** How a text is set. */
export interface Setting {
  readonly size: number;
  readonly bold: boolean;
  readonly width: number;
  readonly align: "left" | "center" | "right";
  /** Points between two lines. */
  readonly gap: number;
  /** At most so many lines; the last one then ends in an ellipsis. */
  readonly lines?: number;
}

/** A part of a line in one typeface. */
interface Run {
  readonly family: Family;
  readonly text: string;
}

const USUAL: Family = FAMILIES[0];
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });
/** What does not begin a line. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]+$/u;

/** The height of a text, its last gap included, as pdfkit measures. */
export function heightOf(document: Document, text: string, setting: Setting): number {
  const { size, bold, width, gap, lines } = setting;
  choose(document, USUAL, bold, size);
  const most = lines === undefined ? Infinity : (document.currentLineHeight(true) + gap) * lines;
  if (isPlain(text)) return Math.min(document.heightOfString(text, { width, lineGap: gap }), most);
  return linesOf(document, text, setting).length * lineHeight(document, setting);
}

/** Draw a text; gives the y below it. */
export function drawText(document: Document, text: string, x: number, y: number, setting: Setting): number {
  const { size, bold, width, align, gap, lines } = setting;
  choose(document, USUAL, bold, size);
  if (isPlain(text)) {
    const cut = lines === undefined ? {} : { height: document.currentLineHeight(true) * lines + 0.1, ellipsis: true };
    document.text(text, x, y, { width, align, lineGap: gap, ...cut });
    return document.y;
  }
  const height = lineHeight(document, setting);
  const ascent = ((document as unknown as { _font: { ascender: number } })._font.ascender / 1000) * size;
  linesOf(document, text, setting).forEach((line, index) => {
    const widths = line.map((run) => widthOf(document, run, setting));
    const free = width - widths.reduce((sum, each) => sum + each, 0);
    let place = x + (align === "left" ? 0 : align === "right" ? free : free / 2);
    line.forEach((run, part) => {
      choose(document, run.family, bold, size);
      const options = { lineBreak: false, baseline: "alphabetic" } as const;
      document.text(run.text, place, y + index * height + ascent, options);
      place += widths[part] ?? 0;
    });
  });
  document.x = x;
  document.y = y + linesOf(document, text, setting).length * height;
  return document.y;
}

/** Whether the usual typeface has all of a text. */
function isPlain(text: string): boolean {
  return [...text].every((character) => USUAL.has(character));
}

/** A text's parts, each in the first typeface that has all of it; letters stay with their accents. */
function runsOf(text: string): Run[] {
  const runs: { family: Family; text: string }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const family = FAMILIES.find((each) => [...segment].every((character) => each.has(character))) ?? USUAL;
    const last = runs.at(-1);
    if (last?.family === family) last.text += segment;
    else runs.push({ family, text: segment });
  }
  return runs;
}

/** Broken where words end: Thai and Chinese have no blanks between them. */
function linesOf(document: Document, text: string, setting: Setting): Run[][] {
  const lines: string[] = [""];
  const fits = (line: string) => lineWidth(document, line, setting) <= setting.width;
  for (const word of wordsOf(text)) {
    const line = lines.at(-1) ?? "";
    if (fits((line + word).trimEnd())) lines[lines.length - 1] = line + word;
    else if (fits(word.trimEnd())) lines.push(word.trimStart());
    else {
      for (const { segment } of graphemes.segment(word)) {
        const begun = lines.at(-1) ?? "";
        if (begun === "" || fits(begun + segment)) lines[lines.length - 1] = begun + segment;
        else lines.push(segment);
      }
    }
  }
  return cut(lines, setting.lines, fits).map((line) => runsOf(line.trimEnd()));
}

function cut(lines: readonly string[], most: number | undefined, fits: (line: string) => boolean): readonly string[] {
  if (most === undefined || lines.length <= most) return lines;
  const last = [...graphemes.segment(lines[most - 1] ?? "")].map(({ segment }) => segment);
  while (last.length > 0 && !fits(`${last.join("")}…`)) last.pop();
  return [...lines.slice(0, most - 1), `${last.join("")}…`];
}

function wordsOf(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of words.segment(text)) {
    if (found.length > 0 && (CLOSING.test(segment) || segment.trim() === "")) found.push(`${found.pop()}${segment}`);
    else found.push(segment);
  }
  return found;
}

function lineWidth(document: Document, line: string, setting: Setting): number {
  return runsOf(line).reduce((sum, run) => sum + widthOf(document, run, setting), 0);
}

function widthOf(document: Document, { family, text }: Run, { bold, size }: Setting): number {
  choose(document, family, bold, size);
  return document.widthOfString(text);
}

function lineHeight(document: Document, { bold, size, gap }: Setting): number {
  choose(document, USUAL, bold, size);
  return document.currentLineHeight(true) + gap;
}

function choose(document: Document, family: Family, bold: boolean, size: number): void {
  document.font(faceOf(family, bold)).fontSize(size);
}
