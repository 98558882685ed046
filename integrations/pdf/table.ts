import { COLOURS, PAGE, type Sheet, type Style } from "./sheet.ts";

/** A column: its heading, and its width in points. */
export interface Column {
  readonly title: string;
  readonly width: number;
}

/** A cell's text, and how it is set. */
export interface Cell extends Style {
  readonly text: string;
  /** Behind the text. */
  readonly fill?: string;
}

const PADDING = 5;

/** A table over the full width; its heading is repeated on every page. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const heading = columns.map(({ title }) => ({ text: title, bold: true, size: 7.5, colour: COLOURS.accent }));
  sheet.group("Table", () => {
    sheet.ensure(heightOf(sheet, columns, heading) + heightOf(sheet, columns, rows[0] ?? heading));
    draw(sheet, columns, heading, "TH");
    for (const row of rows) {
      if (sheet.y + heightOf(sheet, columns, row) > PAGE.bottom) {
        sheet.ensure(PAGE.height);
        draw(sheet, columns, heading, "TH");
      }
      draw(sheet, columns, row, "TD");
    }
  });
}

/** Labels and values, in two columns of each. */
export function facts(sheet: Sheet, pairs: readonly (readonly [label: string, value: string])[], one = false): void {
  const half = (PAGE.right - PAGE.left - (one ? 0 : 16)) / (one ? 1 : 2);
  const label = 88;
  sheet.group("Table", () => {
    for (let index = 0; index < pairs.length; index += one ? 1 : 2) {
      const row = pairs.slice(index, index + (one ? 1 : 2));
      const heights = row.map(([name, value]) =>
        Math.max(sheet.measure(value, half - label, { size: 9 }), sheet.measure(name, label - 8, { size: 8 })),
      );
      const height = Math.max(...heights) + 6;
      sheet.ensure(height);
      const { y } = sheet;
      sheet.group("TR", () => {
        row.forEach(([name, value], column) => {
          const x = PAGE.left + column * (half + 16);
          sheet.decorate((document) =>
            document
              .moveTo(x, y + height - 1)
              .lineTo(x + half, y + height - 1)
              .lineWidth(0.4)
              .stroke(COLOURS.line),
          );
          sheet.write("TH", name, x, y + 2.6, label - 8, { size: 8, colour: COLOURS.muted });
          sheet.write("TD", value, x + label, y + 2, half - label, { size: 9 });
        });
      });
      sheet.y = y + height;
    }
  });
}

function heightOf(sheet: Sheet, columns: readonly Column[], row: readonly Cell[]): number {
  const heights = columns.map(({ width }, index) => {
    const cell = row[index];
    return cell ? sheet.measure(cell.text, width - 2 * PADDING, { size: 8.5, ...cell }) : 0;
  });
  return Math.max(10, ...heights) + 2 * PADDING - 2;
}

function draw(sheet: Sheet, columns: readonly Column[], row: readonly Cell[], tag: "TH" | "TD"): void {
  const height = heightOf(sheet, columns, row);
  const { y } = sheet;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  sheet.decorate((document) => {
    if (tag === "TH") document.rect(PAGE.left, y, total, height).fill(COLOURS.soft);
    document
      .moveTo(PAGE.left, y + height)
      .lineTo(PAGE.left + total, y + height)
      .lineWidth(0.4)
      .stroke(COLOURS.line);
    let x: number = PAGE.left;
    columns.forEach(({ width }, index) => {
      const fill = row[index]?.fill;
      if (fill) document.roundedRect(x + 2, y + 2, width - 4, height - 4, 3).fill(fill);
      x += width;
    });
  });
  sheet.group("TR", () => {
    let x: number = PAGE.left;
    columns.forEach(({ width }, index) => {
      const cell = row[index];
      if (cell)
        sheet.write(tag, cell.text, x + PADDING, y + PADDING - 1.5, width - 2 * PADDING, { size: 8.5, ...cell });
      x += width;
    });
  });
  sheet.y = y + height;
}
