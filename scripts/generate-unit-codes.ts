/**
 * Writes `domain/shared/unit-codes.ts`: the codes of UN/ECE Recommendations 20 and 21, as the schema of European invoices
 * (EN 16931) lists them, which is renewed as they are. Run it with the package's unpacked folder:
 * `npm pack @e-invoice-eu/core`, `tar xzf …`, `node scripts/generate-unit-codes.ts package`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../config/settings.ts";

/** A type of the schema that is the union of all codes. */
const TYPE = /export type InvoicedQuantityUnitOfMeasure = ([^;]*);/;

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the package's unpacked folder");
const types = await readFile(join(folder, "dist/invoice/invoice.interface.d.ts"), "utf8");
const codes = [...(TYPE.exec(types)?.[1] ?? "").matchAll(/'([A-Z0-9]{2,3})'/g)].map(([, code]) => code);
if (codes.length < 2000) throw new Error("The package does not list the codes as it used to");

const lines: string[] = [];
for (const code of codes.toSorted()) {
  const last = lines.at(-1);
  if (last === undefined || last.length + String(code).length + 1 > 116) lines.push(String(code));
  else lines[lines.length - 1] = `${last} ${code}`;
}
const text = `/** The codes of UN/ECE Recommendations 20 and 21: written by scripts/generate-unit-codes.ts. */
export const UNIT_CODES = \`
${lines.join("\n")}
\`;
`;
await writeFile(join(PROJECT_FOLDER, "domain/shared/unit-codes.ts"), text);
