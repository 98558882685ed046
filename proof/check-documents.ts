import { rootsOf } from "../domain/records/amendments.ts";
import { isBeginning } from "../domain/records/kinds.ts";
import {
  type Attachment,
  attachmentsOf,
  type BatchDescription,
  parseDocument,
  type RecordDocument,
} from "../domain/records/record-document.ts";
import { statementsIn } from "../domain/records/statements.ts";
import type { Check } from "./check.ts";
import { lineKind, seqOf } from "./check-lines.ts";
import { documentDigest } from "./document.ts";
import { sha256Hex } from "./hash.ts";
import { textOf } from "./kind.ts";
import type { Proof, ProofLine } from "./proof.ts";

/** Fetches an attachment's bytes from where the proof says they are. */
export type FetchBytes = (url: string) => Promise<Uint8Array>;

/**
 * Checks the document of each line: its digest, and that it speaks of this batch and this line. The digest is on chain, so
 * that one which belongs elsewhere was put there by whoever wrote the line: in a statement, that speaks against its author
 * alone.
 */
export function checkDocuments(proof: Proof): { checks: Check[]; documents: Map<number, RecordDocument> } {
  const checks: Check[] = [];
  const documents = new Map<number, RecordDocument>();
  const amendable = rootsOf(proof.lines.map(amendableOf));
  const statements = statementsIn(proof.lines);
  for (const line of proof.lines) {
    const seq = seqOf(line);
    const digest = String(line.args.digest);
    const shown = proof.documents[digest];
    if (!shown || shown.status === "missing") {
      const reason = statements.has(seq) ? "statement-without-document" : "missing-document";
      checks.push({ name: "document", outcome: "withheld", seq, subject: digest, reason });
      continue;
    }
    if (shown.status !== "public") {
      checks.push({ name: "document", outcome: "withheld", seq, subject: digest, reason: shown.status });
      continue;
    }
    const actual = documentDigest(shown.text);
    if (actual !== digest) {
      checks.push({ name: "document", outcome: "failed", seq, expected: digest, actual, reason: "changed-document" });
      continue;
    }
    checks.push({ name: "document", outcome: "passed", seq, subject: digest });
    const document = parseDocument(shown.text);
    if (!document) {
      // Whoever wrote the line chose what it names: what nobody can read was not changed by anybody since.
      checks.push({ name: "binding", outcome: "withheld", seq, subject: digest, reason: "unreadable" });
      continue;
    }
    if (!amendable.has(seq)) {
      // Its digest is genuine, and so is its author; the line that it is about stands as it was.
      checks.push({ name: "binding", outcome: "withheld", seq, subject: digest, reason: "foreign-amendment" });
      continue;
    }
    const reason = bindingFault(proof, line, document);
    const outcome = reason === undefined ? "passed" : statements.has(seq) ? "withheld" : "failed";
    checks.push({ name: "binding", outcome, seq, subject: digest, ...(reason && { reason }) });
    if (outcome !== "withheld") documents.set(seq, document);
  }
  return { checks, documents };
}

const amendableOf = (line: ProofLine) => ({
  seq: seqOf(line),
  actor: String(line.args.actor),
  amended: line.event === "Amended" ? Number(line.args.amended) : null,
});

/** What a genuine document would be shown wrongly for; undefined if it belongs where it stands. */
function bindingFault(proof: Proof, line: ProofLine, document: RecordDocument): string | undefined {
  if (document.code !== proof.batch.code) return "document-of-other-batch";
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
  if (document.amends !== line.args.amended) return "other-amended-line";
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
  documents: ReadonlyMap<number, RecordDocument>,
  fetchBytes: FetchBytes,
): Promise<Check[]> {
  const wanted = [...documents].flatMap(([seq, document]) => attachmentsOf(document).map((file) => ({ seq, file })));
  const statements = statementsIn(proof.lines);
  const checks: Check[] = new Array(wanted.length);
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < wanted.length; index = next++) {
      const { seq, file } = wanted[index] as (typeof wanted)[number];
      checks[index] = {
        name: "attachment",
        seq,
        subject: file.title,
        ...(await checkAttachment(proof, file, statements.has(seq), fetchBytes)),
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
