/** A4 pages on which content goes from top to bottom, tagged for screen readers. */
import PDFDocument from "pdfkit";
import { legible, registerFaces } from "./fonts.ts";
import { drawText, heightOf, type Setting } from "./text.ts";

type Document = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Document["struct"]>;

/** The page and its margins, in points. */
export const PAGE = { width: 595.28, height: 841.89, left: 52, right: 543.28, top: 52, bottom: 778 } as const;

export const COLOURS = {
  ink: "#1b231e",
  muted: "#59645c",
  line: "#d9dcd0",
  paper: "#f6f6f0",
  accent: "#1b6638",
  soft: "#e7f1e9",
  bad: "#b0261d",
  badSoft: "#fbebe9",
} as const;

/** How a text is set. */
export interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: "left" | "center" | "right";
  readonly gap?: number;
}

/** What a document is called. */
export interface SheetInfo {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly language: string;
  readonly date: Date;
}

/** The pages as they are filled. */
export class Sheet {
  readonly document: Document;
  y: number = PAGE.top;
  /** The first part of a text that had to be shown otherwise. */
  replaced: string | undefined;
  private parent: Element;
  private readonly chunks: Buffer[] = [];

  constructor({ title, subject, author, language, date }: SheetInfo) {
    const options = {
      size: "A4",
      margin: 0,
      bufferPages: true,
      pdfVersion: "1.7",
      // Archival: fonts and colours embedded, every text extractable, every element tagged.
      subset: "PDF/A-2a",
      tagged: true,
      lang: language,
      displayTitle: true,
      // No default font, which would not be embedded; and one given here would be read again at each use under another
      // name.
      font: null,
      info: {
        Title: legible(title).text,
        Subject: legible(subject).text,
        Author: legible(author).text,
        Creator: "Suyuan",
        Producer: "pdfkit",
        // The only date, so that the same content gives the same bytes.
        CreationDate: date,
        ModDate: date,
      },
    };
    this.document = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
    registerFaces(this.document);
    this.document.on("data", (chunk: Buffer) => this.chunks.push(chunk));
    this.parent = this.document.struct("Document", { title, lang: language } as never);
    this.document.addStructure(this.parent);
  }

  /** The printable form of a text. */
  say(text: string): string {
    const { text: shown, replaced } = legible(text);
    this.replaced ??= replaced;
    return shown;
  }

  /** The height of a text. */
  measure(text: string, width: number, style: Style = {}): number {
    return heightOf(this.document, this.say(text), settingOf(style, width));
  }

  /** Begin a new page unless this much fits on this one. */
  ensure(height: number): void {
    if (this.y + height <= PAGE.bottom || this.y === PAGE.top) return;
    this.document.addPage();
    this.y = PAGE.top;
  }

  /** An element that holds those made within. */
  group(tag: string, fill: () => void): void {
    const outer = this.parent;
    const element = this.document.struct(tag);
    outer.add(element);
    this.parent = element;
    fill();
    element.end();
    this.parent = outer;
  }

  /** Write a text as an element at a place; gives the y below it. */
  write(tag: string, text: string, x: number, y: number, width: number, style: Style = {}): number {
    const shown = this.say(text);
    if (shown === "") return y;
    let end = y;
    const draw = () => {
      this.document.fillColor(style.colour ?? COLOURS.ink);
      end = drawText(this.document, shown, x, y, settingOf(style, width));
    };
    this.parent.add(this.document.struct(tag, {}, draw));
    return end;
  }

  /** A drawing with a meaning. */
  figure(
    alternative: string,
    box: readonly [number, number, number, number],
    draw: (document: Document) => void,
  ): void {
    const options = { alt: alternative, bbox: box, placement: "Block" };
    this.parent.add(this.document.struct("Figure", options as never, () => draw(this.document)));
  }

  /** A decorative drawing. */
  decorate(draw: (document: Document) => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.document.markContent("Artifact", { type } as never);
    draw(this.document);
    this.document.endMarkedContent();
  }

  /** Text that belongs to the page and not to the content. */
  writeOnPage(text: string, x: number, y: number, width: number, style: Style): void {
    this.decorate((document) => {
      document.fillColor(style.colour ?? COLOURS.ink);
      drawText(document, this.say(text), x, y, settingOf({ ...style, gap: 0 }, width));
    }, "Pagination");
  }

  /** Do something on every page, given the page's number and their count. */
  onEveryPage(draw: (page: number, count: number) => void): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let index = start; index < start + count; index++) {
      this.document.switchToPage(index);
      draw(index - start + 1, count);
    }
  }

  /** The finished file. */
  async finish(): Promise<Uint8Array> {
    const ended = new Promise((resolve, reject) => this.document.once("end", resolve).once("error", reject));
    this.parent.end();
    this.document.end();
    await ended;
    return new Uint8Array(Buffer.concat(this.chunks));
  }
}

function settingOf({ size = 9, bold = false, align = "left", gap = 1.5 }: Style, width: number): Setting {
  return { size, bold, align, gap, width };
}
