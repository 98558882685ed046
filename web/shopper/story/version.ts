import { parseDocument, type RecordDocument } from "../../../domain/records/record-document.ts";
import type { Check } from "../../../proof/check.ts";
import { lineKind, seqOf } from "../../../proof/check-lines.ts";
import type { Proof, ProofLine } from "../../../proof/proof.ts";

/** Whoever is on a line. Name and roles are what the server says; the address is what the chain says. */
export interface Actor {
  readonly address: string;
  readonly name: string | undefined;
  readonly roles: readonly string[];
}

/** What one line says: its own document, which a later version may take the place of. */
export interface Version {
  readonly seq: number;
  readonly line: ProofLine;
  readonly kind: string;
  readonly actor: Actor;
  /** Seconds, from the block. */
  readonly recordedAt: number;
  readonly status: "public" | "restricted" | "erased" | "missing" | "unreadable";
  /** The content, if its text can be read at all: also of a document that failed its check. */
  readonly document: RecordDocument | undefined;
  readonly text: string | undefined;
  /** The check that this document failed; it must not be shown as if it were true. */
  readonly fault: Check | undefined;
}

/** What a line of a proof says, with the check that its document failed, if it did. */
export function readVersion(proof: Proof, line: ProofLine, documentChecks: readonly Check[]): Version {
  const seq = seqOf(line);
  const shown = proof.documents[String(line.args.digest)] ?? { status: "missing" as const };
  const text = shown.status === "public" ? shown.text : undefined;
  const address = String(line.args.actor);
  const named = Object.hasOwn(proof.actors, address) ? proof.actors[address] : undefined;
  return {
    seq,
    line,
    kind: kindText(line),
    actor: { address, name: named?.name, roles: named?.roles ?? [] },
    recordedAt: Number(line.args.timestamp),
    status: shown.status,
    document: text === undefined ? undefined : parseDocument(text),
    text,
    fault: documentChecks.find((check) => check.seq === seq && check.outcome === "failed"),
  };
}

/** A line's kind for display; a malformed one is shown raw, because its check says what is wrong with it. */
function kindText(line: ProofLine): string {
  try {
    return lineKind(line);
  } catch {
    return String(line.args.kind);
  }
}
