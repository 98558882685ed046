import { parseDocument, type RecordDocument, shownDocument } from "../../../domain/records/record-document.ts";
import { harmless } from "../../../domain/shared/foreign-text.ts";
import type { Check } from "../../../proof/check.ts";
import { lineKind, seqOf } from "../../../proof/check-lines.ts";
import type { Proof, ProofLine } from "../../../proof/proof.ts";

/** A line's actor. Name and roles come from the server; the address comes from the chain. */
export interface Actor {
  readonly address: string;
  readonly name: string | undefined;
  readonly roles: readonly string[];
}

/** One line's document, which a later version may supersede. */
export interface Version {
  readonly seq: number;
  readonly line: ProofLine;
  readonly kind: string;
  readonly actor: Actor;
  /** Seconds, from the block. */
  readonly recordedAt: number;
  readonly status: "public" | "restricted" | "erased" | "missing" | "unreadable";
  /** The content, if it can be read, even if the document failed its check. */
  readonly document: RecordDocument | undefined;
  readonly text: string | undefined;
  /** The check that this document failed; it must not be shown as if it were true. */
  readonly fault: Check | undefined;
  /** Whether the document is genuine, and about something else than its line. */
  readonly isElsewhere: boolean;
}

/** Why a document is genuine and belongs elsewhere. */
const ELSEWHERE: ReadonlySet<string | undefined> = new Set([
  "document-of-other-batch",
  "document-of-other-kind",
  "other-quantity",
  "other-verdict",
  "other-amended-line",
]);

/** A line of a proof as a version, with the check that its document failed, if any. */
export function readVersion(proof: Proof, line: ProofLine, documentChecks: readonly Check[]): Version {
  const seq = seqOf(line);
  const shown = proof.documents[String(line.args.digest)] ?? { status: "missing" as const };
  const text = shown.status === "public" ? shown.text : undefined;
  const document = text === undefined ? undefined : parseDocument(text);
  const address = String(line.args.actor);
  const named = Object.hasOwn(proof.actors, address) ? proof.actors[address] : undefined;
  return {
    seq,
    line,
    kind: kindText(line),
    actor: { address, name: named && harmless(named.name), roles: named?.roles ?? [] },
    recordedAt: Number(line.args.timestamp),
    status: shown.status,
    document: document && shownDocument(document),
    text: text && harmless(text),
    fault: documentChecks.find((check) => check.seq === seq && isFault(check)),
    isElsewhere: documentChecks.some((check) => check.seq === seq && ELSEWHERE.has(check.reason)),
  };
}

/** Also what speaks against its author alone is not to be shown as true. What nobody can read is not shown anyway. */
const isFault = ({ name, outcome, reason }: Check) =>
  outcome === "failed" || (name === "binding" && outcome === "withheld" && reason !== "unreadable");

/** A line's kind for display; a malformed one is shown raw, because its check says what is wrong with it. */
function kindText(line: ProofLine): string {
  try {
    return lineKind(line);
  } catch {
    return String(line.args.kind);
  }
}
