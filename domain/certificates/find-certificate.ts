import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { type Inputs, inputsOf } from "../lineage/inputs.ts";
import { illOriginOf } from "../lineage/origins.ts";
import type { IllOrigin } from "../names/notices.ts";
import { type CalledAt, namesAt } from "../profiles/names-at.ts";
import type { Line } from "../records/line.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import {
  attestationsOf,
  CERTIFICATE_NUMBER,
  type Certified,
  certifiedIn,
  isDeclaration,
  revocationOf,
  revokedIn,
} from "./certificate.ts";
import type { DrawnCertificate } from "./ports.ts";
import { type SinceType, sinceOf } from "./since.ts";

/** What the standing of a drawn certificate is told from. */
export type StandingServices = Pick<
  Services,
  "accounts" | "lineages" | "mirror" | "names" | "now" | "objects" | "profiles" | "settings"
>;

type Needs = StandingServices & Pick<Services, "certificates">;

/** A certificate as the chain has it. */
export interface CertificateStanding {
  readonly drawn: DrawnCertificate;
  readonly batch: Batch;
  readonly certified: Certified;
  /** The line that attests it. */
  readonly line: Line;
  readonly issuer: Account | undefined;
  /** How issuer and attesters were called when they wrote their lines. */
  readonly calledAt: CalledAt;
  /** Whether its issuer held the batch, and nobody attested it when it was issued. */
  readonly isDeclaration: boolean;
  /** Who attested such a one since. */
  readonly attestations: readonly { readonly line: Line; readonly attester: Account | undefined }[];
  readonly revocation: { readonly line: Line; readonly reason: string } | null;
  /** What came after it. */
  readonly since: readonly { readonly type: SinceType; readonly line: Line }[];
  /** What stands against the batch by what it was made of. */
  readonly illOrigin: IllOrigin;
  /** What the batch was made of, as that stands now. */
  readonly inputs: Inputs;
  readonly status: CertificateStatus;
}

/**
 * How a certificate stands now, the gravest first: taken back; of a batch that is recalled, or failed an inspection, or was
 * made of one; no longer valid; declared by the holder and attested by nobody; valid.
 */
export const CERTIFICATE_STATUSES = ["revoked", "recalled", "failed", "expired", "declared", "valid"] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** A certificate by its number. Throws `not-found`, also before its line is on chain. */
export async function findCertificate(services: Needs, number: string): Promise<CertificateStanding> {
  const drawn = CERTIFICATE_NUMBER.test(number) ? await services.certificates.byNumber(number) : undefined;
  return (drawn && (await standingOf(services, drawn))) ?? unknown("number", `Certificate ${number.slice(0, 100)}`);
}

/** The certificate whose PDF has this SHA-256. Throws `not-found`. */
export async function findCertificateByDigest(services: Needs, digits: string): Promise<CertificateStanding> {
  const drawn = /^[0-9a-f]{64}$/.test(digits) ? await services.certificates.bySha256(`0x${digits}`) : undefined;
  return (drawn && (await standingOf(services, drawn))) ?? unknown("sha256", "A certificate with this SHA-256");
}

/** A batch's certificates, the first one first. Throws `not-found`. */
export async function listCertificates(
  services: Needs & Pick<Services, "outbox">,
  context: Context,
  traceId: string,
): Promise<CertificateStanding[]> {
  requireAccount(context);
  return certificatesOf(services, await findBatchOrThrow(services, traceId));
}

/** The same of a batch that was found. */
export async function certificatesOf(services: Needs, batch: Batch): Promise<CertificateStanding[]> {
  const [drawn, held] = await Promise.all([services.certificates.ofBatch(batch.id), heldAgainst(services, batch)]);
  const standings = await Promise.all(drawn.map((each) => standingAmong(services, each, held)));
  return standings.filter((standing) => standing !== undefined).toSorted((a, b) => a.line.chain.seq - b.line.chain.seq);
}

/** A certificate's status; undefined while no line of its issuer attests it. */
export async function standingOf(
  services: StandingServices,
  drawn: DrawnCertificate,
): Promise<CertificateStanding | undefined> {
  const batch = await services.mirror.batchByTraceId(traceIdOf(drawn.batchId));
  return batch && standingAmong(services, drawn, await heldAgainst(services, batch));
}

/** What all certificates of a batch are held against. */
type Held = Pick<CertificateStanding, "batch" | "illOrigin" | "inputs"> & { readonly lines: readonly Line[] };

async function heldAgainst(services: StandingServices, batch: Batch): Promise<Held> {
  const [lines, illOrigin, inputs] = await Promise.all([
    services.mirror.linesOf(batch.id),
    illOriginOf(services, batch),
    inputsOf(services, batch),
  ]);
  return { batch, lines, illOrigin, inputs };
}

async function standingAmong(
  services: StandingServices,
  drawn: DrawnCertificate,
  { batch, lines, illOrigin, inputs }: Held,
): Promise<CertificateStanding | undefined> {
  // Not an amendment's text: what was attested does not change, and only a revocation ends it.
  const attested = lines.map((line) => ({
    line,
    seq: line.chain.seq,
    actor: line.chain.actor,
    roles: Number(line.args.roles ?? 0),
    document: line.event === "Recorded" ? line.document : null,
  }));
  const own = attested.find(({ actor, document }) => actor === drawn.actor && attests(certifiedIn(document), drawn));
  const certified = certifiedIn(own?.document);
  if (!own || !certified) return undefined;

  const actors = [...new Set(attested.filter(({ document }) => revokedIn(document)).map(({ actor }) => actor))];
  const attestations = attestationsOf(attested, own);
  const [roles, accounts, calledAt] = await Promise.all([
    services.mirror.rolesEverOf(actors),
    services.accounts.byAddresses([...new Set([drawn.actor, ...attestations.map(({ line }) => line.chain.actor)])]),
    namesAt(
      services,
      [own, ...attestations].map(({ line }) => ({ account: line.chain.actor, line: line.line })),
    ),
  ]);
  const regulator = roleSet("regulator");
  const end = revocationOf(attested, own, (address) => ((roles.get(address as Hex) ?? 0) & regulator) !== 0);
  const expired = certified.validUntil.getTime() < services.now().getTime();
  const declared = isDeclaration(own);
  const standing: Readonly<Record<CertificateStatus, boolean>> = {
    revoked: end !== undefined,
    recalled: batch.status === "recalled" || illOrigin === "recalled",
    failed: batch.verdict === "fail" || illOrigin === "failed",
    expired,
    declared: declared && attestations.length === 0,
    valid: true,
  };
  return {
    drawn,
    batch,
    certified,
    line: own.line,
    illOrigin,
    inputs,
    issuer: accounts.get(drawn.actor),
    calledAt,
    isDeclaration: declared,
    attestations: attestations.map(({ line }) => ({ line, attester: accounts.get(line.chain.actor) })),
    revocation: end ? { line: end.line, reason: revokedIn(end.document)?.reason ?? "" } : null,
    since: lines.flatMap((line) => {
      const type = line.chain.seq > own.seq ? sinceOf(line) : undefined;
      return type ? [{ type, line }] : [];
    }),
    status: CERTIFICATE_STATUSES.find((status) => standing[status]) ?? "valid",
  };
}

function attests(certified: Certified | undefined, drawn: DrawnCertificate): boolean {
  return certified?.number === drawn.number && certified.file.sha256 === drawn.sha256;
}

function unknown(field: string, what: string): never {
  throw new DomainError("not-found", "Certificate not found", [{ field, message: `${what} does not exist` }]);
}
