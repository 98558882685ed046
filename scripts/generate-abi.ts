/**
 * Writes what is generated from the contracts, so that their sources are the only definition of it: `proof/abi.ts`, and
 * `chain/signature-validator.ts`. `npm test` checks that both are up to date.
 */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

const ARTIFACT = new URL("../artifacts/contracts/Trace.sol/Trace.json", import.meta.url);
const TARGET = new URL("../proof/abi.ts", import.meta.url);
const VALIDATOR = new URL("../contracts/offchain/SignatureValidator.sol", import.meta.url);
const VALIDATOR_TARGET = new URL("../chain/signature-validator.ts", import.meta.url);

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

/**
 * The text of `chain/signature-validator.ts`. Compiled for the oldest EVM that is served, since it runs on any, and
 * without metadata, which would only make each call longer.
 */
export async function renderValidator(): Promise<string> {
  const solc = createRequire(import.meta.url)("solc");
  const input = {
    language: "Solidity",
    sources: { validator: { content: await readFile(VALIDATOR, "utf8") } },
    settings: {
      evmVersion: "london",
      optimizer: { enabled: true, runs: 1 },
      metadata: { appendCBOR: false },
      outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
    },
  };
  const { contracts } = JSON.parse(solc.compile(JSON.stringify(input)));
  return [
    "// Generated from contracts/offchain/SignatureValidator.sol by scripts/generate-abi.ts. Do not edit.",
    "",
    "/** The creation code of `SignatureValidator`. */",
    "export const SIGNATURE_VALIDATOR =",
    `  "0x${contracts.validator.SignatureValidator.evm.bytecode.object}";`,
    "",
  ].join("\n");
}

if (import.meta.main) {
  await writeFile(TARGET, await renderAbi());
  await writeFile(VALIDATOR_TARGET, await renderValidator());
}
