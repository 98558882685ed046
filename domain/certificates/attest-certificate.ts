import { z } from "zod";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { requireRole } from "../roles/require-role.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import { CERTIFICATE } from "./certificate.ts";
import { type CertificateStanding, findCertificate, type StandingServices, standingOf } from "./find-certificate.ts";
import { certificateRecord, requireGood } from "./internal.ts";

/** A request to attest a certificate. */
export const attestCertificateInput = z.object({
  /** Of the PDF that was looked at: another one is not attested unseen. */
  sha256: z
    .string({ error: "SHA-256 must be a text" })
    .regex(/^[0-9a-f]{64}$/, "SHA-256 must be 64 lower-case hex digits")
    .optional(),
});

const ACTION = "attest certificates: inspectors and regulators can";

/**
 * Attest what a batch's holder declared: the same PDF, by its digest, in a line of the attester's own. Throws
 * `forbidden`, `not-found`, `validation`, `gone` where the PDF was erased, and a `conflict` for one that needs no
 * attestation, has ended, has another PDF, or is of a batch that is recalled or failed an inspection.
 */
export async function attestCertificate(
  services: SubmitServices & StandingServices & Pick<Services, "certificates">,
  context: Context,
  number: string,
  input: unknown,
): Promise<Written<CertificateStanding>> {
  const account = requireAccount(context);
  await requireRole(services, context, account, CERTIFICATE, ACTION);
  const found = await findCertificate(services, number);
  const { sha256 } = parseInput(attestCertificateInput, input);
  const { batch, drawn } = found;
  const idempotency = await idempotencyOf(services, context, account, { verb: "attest", number, input });

  const operation = await submitAct(services, context, account, idempotency, async () => {
    requireAttestable(found, account);
    if (sha256 !== undefined && `0x${sha256}` !== drawn.sha256) {
      throw new DomainError("conflict", "This certificate has another PDF: its SHA-256 is not the one that you name");
    }
    const file = await services.objects.info(drawn.sha256);
    if (!file || file.visibility === "erased") throw new DomainError("gone", "This certificate's file was erased");
    const title = `${found.certified.language === "zh" ? "溯源证书核证" : "Certificate attested"} ${number}`;
    const details = { attests: number, sha256: drawn.sha256.slice(2) };
    const at = wholeSecond(services.now());
    return {
      restricted: false,
      document: certificateRecord(account, batch.code, { kind: CERTIFICATE, title, details, file, at }),
      act: (digest) => ({ verb: "record", code: batch.code, kind: CERTIFICATE, digest }),
    };
  });
  return { operation, result: operation.chain ? ((await standingOf(services, drawn)) ?? null) : null };
}

function requireAttestable(
  found: CertificateStanding,
  { id, address }: { readonly id: number; readonly address: string },
): void {
  const { drawn, batch, isDeclaration, attestations, status } = found;
  if (drawn.accountId === id || drawn.actor === address) {
    throw new DomainError("forbidden", "You do not have permission to attest this certificate: it is your own");
  }
  if (!isDeclaration) throw new DomainError("conflict", "This certificate was attested when it was issued");
  if (status === "revoked") throw new DomainError("conflict", "This certificate is revoked");
  requireGood(batch, "attested");
  if (status === "expired") throw new DomainError("conflict", "This certificate has expired");
  if (attestations.some(({ line }) => line.chain.actor === address)) {
    throw new DomainError("conflict", "You have attested this certificate already");
  }
}
