import writeExcelFile from "write-excel-file/node";
import type { Cell } from "./csv.ts";

/** Rows as an Excel sheet, the first in bold. A text is a cell of text: no spreadsheet reads it as a formula. */
export async function xlsxOf(rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const sheet = rows.map((row, index) => row.map((value) => cellOf(value, index === 0)));
  return new Uint8Array(await writeExcelFile(sheet).toBuffer());
}

/** The most characters that a cell of Excel takes. */
const LONGEST = 32_767;

function cellOf(value: Cell, isTitle: boolean) {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return { type: Number, value };
  return { type: String, value: value.slice(0, LONGEST), ...(isTitle && { fontWeight: "bold" as const }) };
}
