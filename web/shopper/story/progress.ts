import { attachmentsOf } from "../../../domain/records/record-document.ts";
import type { Check } from "../../../proof/check.ts";
import { checkDocuments } from "../../../proof/check-documents.ts";
import type { Proof } from "../../../proof/proof.ts";

/** Checks that are made once: format, network, code, completeness, order, chain of lines, names, head. */
const SINGLE_CHECKS = 8;

/** How many checks a sound verification of this proof makes; only used to show progress. */
export function expectedChecks(proof: Proof): number {
  try {
    const { checks, documents } = checkDocuments(proof);
    const files = documents.flatMap(({ document }) => attachmentsOf(document)).length;
    return SINGLE_CHECKS + checks.length + files + proof.lines.length;
  } catch {
    return SINGLE_CHECKS;
  }
}

/** How many have been made: files are fetched one by one, but their checks come all at once. */
export function doneChecks(checks: readonly Check[], filesFetched: number, expected: number): number {
  const filesReported = checks.some((check) => check.name === "attachment");
  return Math.min(checks.length + (filesReported ? 0 : filesFetched), expected);
}
