/** What a proof's lines say of documents that are gone: on whose word, why, and what remains of them. */
import { positionKey } from "../domain/records/amendments.ts";
import { ERASURE, type Erasure, erasureOf, placeOf } from "../domain/records/erasures.ts";
import { isAbout, parseDocument, shownDocument } from "../domain/records/record-document.ts";
import { seqOf } from "./check-lines.ts";
import { documentDigest } from "./document.ts";
import { kindToBytes32 } from "./kind.ts";
import type { Proof, ProofLine } from "./proof.ts";

const KIND = kindToBytes32(ERASURE);

/** An erasure, and the line that says it. */
export interface ToldErasure {
  readonly erasure: Erasure;
  readonly seq: number;
  readonly by: string;
  /** Seconds, from the block. */
  readonly at: number;
}

/** By the place of the line that each is about; only what is genuine, about this batch, and of what is not shown. */
export function erasuresIn(proof: Proof): ReadonlyMap<string, ToldErasure> {
  const told = new Map<string, ToldErasure>();
  for (const line of proof.lines) {
    const erasure = erasureIn(proof, line);
    if (!erasure?.document || proof.documents[erasure.document]?.status !== "erased") continue;
    const at = Number(line.args.timestamp);
    told.set(positionKey(placeOf(erasure)), { erasure, seq: seqOf(line), by: String(line.args.actor), at });
  }
  return told;
}

function erasureIn(proof: Proof, line: ProofLine): Erasure | undefined {
  const digest = String(line.args.digest);
  const isSaid = line.event === "Recorded" && line.args.kind === KIND;
  const shown = isSaid && Object.hasOwn(proof.documents, digest) ? proof.documents[digest] : undefined;
  if (shown?.status !== "public" || documentDigest(shown.text) !== digest) return undefined;
  const document = parseDocument(shown.text);
  if (!document || !isAbout(document, proof.batch.code)) return undefined;
  return erasureOf({ kind: ERASURE, event: line.event, document: shownDocument(document) });
}
