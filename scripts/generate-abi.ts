/**
 * Writes `proof/abi.ts` from the compiled contract, so that the contract's source is the only definition of its
 * interface. `npm test` checks that the file is up to date.
 */
import { readFile, writeFile } from "node:fs/promises";

const ARTIFACT = new URL("../artifacts/contracts/Trace.sol/Trace.json", import.meta.url);
const TARGET = new URL("../proof/abi.ts", import.meta.url);

/** The text of `proof/abi.ts` for the artifact as compiled now. */
export async function renderAbi(): Promise<string> {
  const { abi } = JSON.parse(await readFile(ARTIFACT, "utf8")) as { abi: unknown };
  return [
    "// Generated from contracts/Trace.sol by scripts/generate-abi.ts. Do not edit.",
    'import type { AbiItem } from "./abi-item.ts";',
    "",
    "/** The ABI of `Trace`. */",
    `export const traceAbi: readonly AbiItem[] = ${JSON.stringify(abi, null, 2)};`,
    "",
  ].join("\n");
}

if (import.meta.main) await writeFile(TARGET, await renderAbi());
