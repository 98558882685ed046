import {
  type AttestedLine,
  type Certified,
  certifiedIn,
  revocationOf,
  revokedIn,
} from "../../domain/certificates/certificate.ts";
import { parseDocument } from "../../domain/records/record-document.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Check, Verification } from "../../proof/check.ts";
import { kindOf } from "../../proof/check-lines.ts";
import type { Proof, ProofLine } from "../../proof/proof.ts";
import { verdictOf } from "../shopper/story/verdict.ts";
import type { Claim, Subject } from "./look-up.ts";

/** What a certificate turned out to be. */
export type Outcome = "genuine" | "revoked" | "expired" | "unsure" | "unknown" | "failed" | "unreachable";

/** A certificate's line in a proof. */
export interface FoundLine extends AttestedLine {
  readonly line: ProofLine;
}

/** The result, with the evidence for it. */
export interface Finding {
  readonly outcome: Outcome;
  readonly failure?: Check | undefined;
  readonly certified?: Certified;
  readonly attested?: FoundLine;
  readonly revocation?: FoundLine & { readonly reason: string };
  /** Whether the batch is recalled or withdrawn now. */
  readonly batch?: "active" | "recalled" | "withdrawn";
}

/**
 * What a verified journey shows about a certificate. The server's claim is only a hint where to look: number, file,
 * dates and revocation are taken from documents whose digests are on chain.
 */
export function examine(subject: Subject, claim: Claim, proof: Proof, verification: Verification, now: Date): Finding {
  const verdict = verdictOf(verification);
  if (verdict.outcome === "unreachable") return { outcome: "unreachable", failure: verdict.failure };
  if (verdict.outcome === "failed") return { outcome: "failed", failure: verdict.failure };

  const lines = proof.lines.map((line) => attestedLine(proof, line));
  // A line may name a document that belongs to another batch: on an open one that does not fail the batch.
  const isBound = ({ name, outcome, seq }: Check) =>
    name === "binding" && outcome === "passed" && seq === claim.chain.seq;
  const attested = verification.checks.some(isBound) ? lines.find(({ seq }) => seq === claim.chain.seq) : undefined;
  const certified = certifiedIn(attested?.document);
  if (!attested || !certified || !isAbout(subject, certified)) return { outcome: "unknown" };

  const later = lines.filter(({ seq, line }) => seq > attested.seq && isCertificate(line));
  const regulators = regulatorsAmong(later);
  const found = { certified, attested, batch: statusOf(proof) } as const;
  const revoking = revocationOf(lines, attested, (address) => regulators.has(address));
  if (revoking) {
    const reason = revokedIn(revoking.document)?.reason ?? "";
    return { ...found, outcome: "revoked", revocation: { ...revoking, reason } };
  }
  // A server could withhold the revocation's text, but not its line.
  const mayRevoke = (actor: string) => actor === attested.actor || regulators.has(actor);
  if (later.some(({ document, actor }) => !document && mayRevoke(actor))) return { ...found, outcome: "unsure" };
  return { ...found, outcome: certified.validUntil.getTime() < now.getTime() ? "expired" : "genuine" };
}

function isCertificate(line: ProofLine): boolean {
  return line.event === "Recorded" && kindOf(line) === "certificate";
}

function isAbout(subject: Subject, certified: Certified): boolean {
  return subject.type === "number"
    ? certified.number === subject.number
    : certified.file.sha256 === subject.sha256.toLowerCase();
}

/** Which of these lines' authors wrote one as a regulator: the line says so, and the head on chain covers that. */
function regulatorsAmong(lines: readonly FoundLine[]): ReadonlySet<string> {
  const isRegulators = ({ line }: FoundLine) => (Number(line.args.roles) & roleSet("regulator")) !== 0;
  return new Set(lines.filter(isRegulators).map(({ actor }) => actor));
}

function attestedLine(proof: Proof, line: ProofLine): FoundLine {
  const { seq, actor, digest } = line.args;
  return {
    line,
    seq: Number(seq),
    actor: String(actor),
    document: line.event === "Recorded" ? documentOf(proof, String(digest)) : null,
  };
}

function documentOf(proof: Proof, digest: string): AttestedLine["document"] {
  const entry = proof.documents[digest];
  return entry?.status === "public" ? parseDocument(entry.text) : undefined;
}

function statusOf(proof: Proof): "active" | "recalled" | "withdrawn" {
  const last = proof.lines.findLast(({ event }) => event === "Recalled" || event === "Lifted" || event === "Withdrawn");
  if (last?.event === "Withdrawn") return "withdrawn";
  return last?.event === "Recalled" ? "recalled" : "active";
}
