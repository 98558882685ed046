/** Readings of sensors computed anew in a terminal: their roots, and what was outside the limits. */
import { parseDocument } from "../../domain/records/record-document.ts";
import { statementsIn } from "../../domain/records/statements.ts";
import type { FetchBytes } from "../../proof/check-documents.ts";
import { documentDigest } from "../../proof/document.ts";
import { sha256Hex } from "../../proof/hash.ts";
import type { Language } from "../../proof/messages.ts";
import type { Proof } from "../../proof/proof.ts";
import { type RecomputedReadings, recomputeReadings } from "../../proof/recompute-readings.ts";

type Found = RecomputedReadings | "not-shown";

const TEXTS: Readonly<Record<Language, Readonly<Record<Found, (count: number, excursions: number) => string>>>> = {
  en: {
    agree: (count, excursions) =>
      `${count} readings have the root on the chain, and ${excursions} times outside their limits: computed here`,
    "other-root": () => "these are not the readings whose root is on the chain",
    "other-summary": () => "the record tells something else of the readings than they say",
    "no-readings": () => "the file cannot be read as readings",
    "not-shown": (count, excursions) =>
      `${count} readings, ${excursions} times outside their limits: the record's word, for their file is not shown here`,
  },
  zh: {
    agree: (count, excursions) => `${count} 条读数的根值与链上一致，超限 ${excursions} 次：已在本机计算`,
    "other-root": () => "链上的根值不是这些读数的",
    "other-summary": () => "记录所述与这些读数不符",
    "no-readings": () => "无法将文件读作读数",
    "not-shown": (count, excursions) => `${count} 条读数，超限 ${excursions} 次：仅为记录所述，此处未展示其文件`,
  },
};

const SIGNS: Readonly<Record<Found, string>> = {
  agree: "✓",
  "other-root": "✗",
  "other-summary": "✗",
  "no-readings": "✗",
  "not-shown": "·",
};

/**
 * Compute the readings of each line anew from their files, and say what was found. Gives false where a line of the batch's own
 * is contradicted; what is wrong with a statement speaks against its author alone.
 *
 * @param print Writes a line of which nothing is obeyed.
 */
export async function reportReadings(
  proof: Proof,
  fetchBytes: FetchBytes,
  language: Language,
  print: (line: string) => void,
): Promise<boolean> {
  const statements = statementsIn(proof.lines);
  let isGenuine = true;
  for (const { event, args } of proof.lines) {
    const shown = proof.documents[String(args.digest)];
    if (event !== "Anchored" || shown?.status !== "public" || documentDigest(shown.text) !== args.digest) continue;
    const document = parseDocument(shown.text);
    const told = document?.record === "step" ? document.step.readings : undefined;
    if (!told) continue;
    const bytes = await fileOf(proof, told.file, fetchBytes);
    const found: Found = bytes ? recomputeReadings(bytes, told, String(args.root)) : "not-shown";
    const line = language === "zh" ? `第 ${args.seq} 条记录` : `Line ${args.seq}`;
    print(`${SIGNS[found]} ${line}: ${TEXTS[language][found](told.count, told.excursionCount)}`);
    if (SIGNS[found] === "✗" && !statements.has(Number(args.seq))) isGenuine = false;
  }
  return isGenuine;
}

/** The file's bytes; undefined where it is not shown, or what comes is another: the checks before say so. */
async function fileOf(proof: Proof, sha256: string, fetchBytes: FetchBytes): Promise<Uint8Array | undefined> {
  const file = proof.attachments[sha256];
  if (file?.status !== "public") return undefined;
  const bytes = await fetchBytes(file.url).catch(() => undefined);
  return bytes && sha256Hex(bytes) === sha256 ? bytes : undefined;
}
