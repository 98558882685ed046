import { amendedSteps } from "../domain/records/amendments.ts";
import { isBeginning } from "../domain/records/kinds.ts";
import {
  type Attachment,
  attachmentsOf,
  type BatchDescription,
  isAbout,
  parseDocument,
  type RecordDocument,
} from "../domain/records/record-document.ts";
import { amendedIndex, digestsOf, isSeries } from "../domain/records/series.ts";
import { statementsIn } from "../domain/records/statements.ts";
import type { Check } from "./check.ts";
import { lineKind, seqOf } from "./check-lines.ts";
import { documentDigest } from "./document.ts";
import { sha256Hex } from "./hash.ts";
import { textOf } from "./kind.ts";
import type { Proof, ProofLine } from "./proof.ts";

/** Fetches an attachment's bytes from where the proof says they are. */
export type FetchBytes = (url: string) => Promise<Uint8Array>;

/** A readable document, and where it stands: on which line and, of a series, for which step. */
export interface StandingDocument {
  readonly seq: number;
  readonly index?: number;
  readonly document: RecordDocument;
}

/** What a line's document is to be found under: of a series each step has one. */
export function documentsOf(line: ProofLine): { line: ProofLine; at: Pick<Check, "seq" | "index">; digest: string }[] {
  const seq = seqOf(line);
  const digests = digestsOf(line.event, line.args);
  return digests.map((digest, index) => ({ line, at: isSeries(line.event) ? { seq, index } : { seq }, digest }));
}

/**
 * Checks the documents of each line: their digests, and that each speaks of this batch and this line. The digest is on
 * chain, so that one which belongs elsewhere was put there by whoever wrote the line: in a statement, that speaks against
 * its author alone.
 */
export function checkDocuments(proof: Proof): { checks: Check[]; documents: StandingDocument[] } {
  const checks: Check[] = [];
  const documents: StandingDocument[] = [];
  const amendments = amendedSteps(proof.lines.map(amendableOf));
  const statements = statementsIn(proof.lines);
  for (const { line, at, digest } of proof.lines.flatMap(documentsOf)) {
    const seq = seqOf(line);
    const shown = proof.documents[digest];
    if (!shown || shown.status === "missing") {
      const reason = statements.has(seq) ? "statement-without-document" : "missing-document";
      checks.push({ name: "document", outcome: "withheld", ...at, subject: digest, reason });
      continue;
    }
    if (shown.status !== "public") {
      checks.push({ name: "document", outcome: "withheld", ...at, subject: digest, reason: shown.status });
      continue;
    }
    const actual = documentDigest(shown.text);
    if (actual !== digest) {
      checks.push({ name: "document", outcome: "failed", ...at, expected: digest, actual, reason: "changed-document" });
      continue;
    }
    checks.push({ name: "document", outcome: "passed", ...at, subject: digest });
    const document = parseDocument(shown.text);
    if (!document) {
      // Whoever wrote the line chose what it names: what nobody can read was not changed by anybody since.
      checks.push({ name: "binding", outcome: "withheld", ...at, subject: digest, reason: "unreadable" });
      continue;
    }
    if (line.event === "Amended" && !amendments.has(seq)) {
      // Its digest is genuine, and so is its author; the line that it is about stands as it was.
      checks.push({ name: "binding", outcome: "withheld", ...at, subject: digest, reason: "foreign-amendment" });
      continue;
    }
    const reason = bindingFault(proof, line, document);
    const outcome = reason === undefined ? "passed" : statements.has(seq) ? "withheld" : "failed";
    checks.push({ name: "binding", outcome, ...at, subject: digest, ...(reason && { reason }) });
    if (outcome !== "withheld") documents.push({ seq, ...at, document });
  }
  return { checks, documents };
}

const amendableOf = (line: ProofLine) => ({
  seq: seqOf(line),
  actor: String(line.args.actor),
  amended: line.event === "Amended" ? { seq: Number(line.args.amended), index: amendedIndex(line.args) } : null,
  steps: digestsOf(line.event, line.args).length,
});

/** What a genuine document would be shown wrongly for; undefined if it belongs where it stands. */
function bindingFault(proof: Proof, line: ProofLine, document: RecordDocument): string | undefined {
  if (!isAbout(document, proof.batch.code)) return "document-of-other-batch";
  const kind = document.record === "step" ? document.kind : document.record;
  if (kind !== lineKind(line)) return "document-of-other-kind";
  switch (document.record) {
    case "creation":
      return quantityFault(line, document.batch);
    case "inspection":
      return document.verdict === (line.args.verdict === 1 ? "pass" : "fail") ? undefined : "other-verdict";
    case "amendment":
      return amendmentFault(proof, line, document);
    case "step":
      return undefined;
  }
}

/** A revision of the whole batch amends its creation, whose quantity it cannot change; one of a step amends a step. */
function amendmentFault(
  proof: Proof,
  line: ProofLine,
  document: Extract<RecordDocument, { record: "amendment" }>,
): string | undefined {
  if (document.amends !== line.args.amended || (document.index ?? 0) !== amendedIndex(line.args)) {
    return "other-amended-line";
  }
  const amendsCreation = document.amends === 1;
  if (amendsCreation !== (document.batch !== undefined) || amendsCreation === (document.step !== undefined)) {
    return "document-of-other-kind";
  }
  const created = proof.lines.find((other) => isBeginning(other.event));
  return document.batch && created ? quantityFault(created, document.batch) : undefined;
}

/** A batch that was split off has its parent's unit, of which its own lines say nothing. */
function quantityFault({ event, args }: ProofLine, { quantity, unit }: BatchDescription): string | undefined {
  const unitMatches = event === "SplitOff" || unit === textOf(String(args.unit));
  return quantity === args.quantity && unitMatches ? undefined : "other-quantity";
}

/** Fetches and hashes every attachment that the documents name, a few at a time. */
export async function checkAttachments(
  proof: Proof,
  documents: readonly StandingDocument[],
  fetchBytes: FetchBytes,
): Promise<Check[]> {
  const wanted = documents.flatMap(({ document, ...at }) => attachmentsOf(document).map((file) => ({ at, file })));
  const statements = statementsIn(proof.lines);
  const checks: Check[] = new Array(wanted.length);
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < wanted.length; index = next++) {
      const { at, file } = wanted[index] as (typeof wanted)[number];
      checks[index] = {
        name: "attachment",
        ...at,
        subject: file.title,
        ...(await checkAttachment(proof, file, statements.has(at.seq), fetchBytes)),
      };
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, wanted.length) }, work));
  return checks;
}

async function checkAttachment(
  proof: Proof,
  file: Attachment,
  isOfStatement: boolean,
  fetchBytes: FetchBytes,
): Promise<Pick<Check, "outcome" | "expected" | "actual" | "reason">> {
  const shown = proof.attachments[file.sha256];
  if (!shown || shown.status === "missing") {
    return { outcome: "withheld", reason: isOfStatement ? "statement-without-file" : "missing-attachment" };
  }
  if (shown.status !== "public") return { outcome: "withheld", reason: shown.status };
  let bytes: Uint8Array;
  try {
    bytes = await fetchBytes(shown.url);
  } catch {
    return { outcome: "failed", reason: "unreachable-attachment" };
  }
  const actual = sha256Hex(bytes);
  if (actual !== file.sha256) return { outcome: "failed", expected: file.sha256, actual, reason: "changed-attachment" };
  if (bytes.length === file.size) return { outcome: "passed" };
  // The very file that the document names, so that nobody but its author can have told a wrong size.
  return { outcome: isOfStatement ? "withheld" : "failed", reason: "other-size" };
}
