/** `npm run verify -- --export FILE`: what the terminal shows of a period's export. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseJson } from "../../domain/shared/bounded-json.ts";
import { onTerminal } from "../../domain/shared/foreign-text.ts";
import { PROOF_BOUNDS } from "../../proof/answer.ts";
import type { ProofVerdict } from "../../proof/check.ts";
import type { FetchBytes } from "../../proof/check-documents.ts";
import { httpRpc } from "../../proof/contract-reader.ts";
import { describeExportFault } from "../../proof/export-messages.ts";
import { describeCheck, type Language } from "../../proof/messages.ts";
import { verifyExport } from "../../proof/verify-export.ts";
import { TEXTS } from "./texts.ts";

/** Verify a file record by record, and print each batch, what is missing, and the whole. Throws where it cannot be read. */
export async function reportExport(
  path: string,
  asked: { readonly rpc: string | undefined; readonly contract: string | undefined; readonly fetchBytes: FetchBytes },
  language: Language,
  print: (line: string) => void,
): Promise<ProofVerdict> {
  const texts = TEXTS[language];
  let url = asked.rpc ?? "";
  const { verdict, header, faults, missing } = await verifyExport(recordsOf(path), {
    contract: asked.contract,
    fetchBytes: asked.fetchBytes,
    rpcOf(proposed) {
      url = asked.rpc ?? proposed;
      return httpRpc(url);
    },
    onBatch({ code, verdict: found, fault }) {
      print(`${found === "failed" ? "✗" : "✓"} ${onTerminal(code)}: ${texts.verdicts[found]}`);
      if (fault) print(`    ${describeCheck(fault, language)}`);
    },
  });
  print("");
  for (const fault of faults) print(`${fault === "left-out" ? "·" : "✗"} ${describeExportFault(fault, language)}`);
  if (missing.length > 0) print(`    ${missing.join(", ")}`);
  const period = header && [header.since, header.until].map((at) => new Date(at * 1000).toISOString()).join(" – ");
  print(texts.sum(period ?? onTerminal(path), texts.verdicts[verdict], onTerminal(url) || texts.noEndpoint));
  return verdict;
}

/** A file's records; what is no JSON, or longer than any proof, is none. */
async function* recordsOf(path: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })) {
    if (line.trim() !== "") yield recordIn(line);
  }
}

function recordIn(line: string): unknown {
  try {
    return parseJson(line, PROOF_BOUNDS);
  } catch {
    return undefined;
  }
}
