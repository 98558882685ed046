import {
  type AttestedLine,
  attestationsOf,
  CERTIFICATE,
  type Certified,
  certifiedIn,
  DECLARATION,
  isDeclaration,
  revocationOf,
  revokedIn,
} from "../../domain/certificates/certificate.ts";
import { type SinceType, sinceOf } from "../../domain/certificates/since.ts";
import { type NoticeName, noticesOf } from "../../domain/names/notices.ts";
import { parseDocument, shownDocument } from "../../domain/records/record-document.ts";
import { standingOf } from "../../domain/records/standing.ts";
import { harmless } from "../../domain/shared/foreign-text.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Check, Verification } from "../../proof/check.ts";
import { kindOf } from "../../proof/check-lines.ts";
import type { LineName } from "../../proof/names.ts";
import type { Proof, ProofLine } from "../../proof/proof.ts";
import { verdictOf } from "../shopper/story/verdict.ts";
import type { Claim, Subject } from "./look-up.ts";

const KINDS: ReadonlySet<string | undefined> = new Set([CERTIFICATE, DECLARATION]);

/** What a certificate turned out to be. */
export type Outcome =
  | "genuine"
  | "incomplete"
  | "declared"
  | "warned"
  | "revoked"
  | "expired"
  | "unsure"
  | "unknown"
  | "failed"
  | "unreachable";

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
  /** Whether its issuer declared it, and whether as who made the batch; undefined where an authority issued it. */
  readonly declaredBy?: "maker" | "holder" | undefined;
  /** Who attested such a one since, and by which names. */
  readonly attestations?: readonly (FoundLine & { readonly name: string })[];
  /** What must be said of the batch before everything, the gravest first. */
  readonly warnings?: readonly NoticeName[];
  /** What came after it. */
  readonly since?: readonly { readonly type: SinceType; readonly line: ProofLine }[];
  /** What the check of the whole journey came to. */
  readonly journey?: "verified" | "incomplete";
  /** Under which name each line was written. */
  readonly names?: readonly LineName[];
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
  const { status, fails } = standingOf(proof.lines);
  const warnings = noticesOf({ status, verdict: fails.length > 0 ? "fail" : null });
  const isOwn = isDeclaration(attested);
  const attestations = attestationsOf(lines, attested).map((line) => ({
    ...line,
    name: harmless(proof.actors[line.actor]?.name ?? line.actor),
  }));
  const found = {
    certified,
    attested,
    warnings,
    declaredBy: isOwn ? (attested.actor === String(proof.lines[0]?.args.actor) ? "maker" : "holder") : undefined,
    attestations,
    since: proof.lines.flatMap((line) => {
      const type = Number(line.args.seq) > attested.seq ? sinceOf(line) : undefined;
      return type ? [{ type, line }] : [];
    }),
    journey: verdict.outcome === "incomplete" ? "incomplete" : "verified",
    names: verification.names,
  } as const;
  const revoking = revocationOf(lines, attested, (address) => regulators.has(address));
  if (revoking) {
    const reason = revokedIn(revoking.document)?.reason ?? "";
    return { ...found, outcome: "revoked", revocation: { ...revoking, reason } };
  }
  if (status === "recalled" || fails.length > 0) return { ...found, outcome: "warned" };
  // A server could withhold the revocation's text, but not its line.
  const attesters = new Set(attestations.map(({ actor }) => actor));
  const mayRevoke = (actor: string) => actor === attested.actor || regulators.has(actor) || attesters.has(actor);
  if (later.some(({ document, actor }) => !document && mayRevoke(actor))) return { ...found, outcome: "unsure" };
  if (certified.validUntil.getTime() < now.getTime()) return { ...found, outcome: "expired" };
  if (isOwn && attestations.length === 0) return { ...found, outcome: "declared" };
  return { ...found, outcome: verdict.outcome === "incomplete" ? "incomplete" : "genuine" };
}

function isCertificate(line: ProofLine): boolean {
  return line.event === "Recorded" && KINDS.has(kindOf(line));
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
    roles: Number(line.args.roles),
    document: line.event === "Recorded" ? documentOf(proof, String(digest)) : null,
  };
}

function documentOf(proof: Proof, digest: string): AttestedLine["document"] {
  const entry = proof.documents[digest];
  const document = entry?.status === "public" ? parseDocument(entry.text) : undefined;
  return document && shownDocument(document);
}
