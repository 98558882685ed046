import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { RoleMissing } from "../roles/missing-role.ts";
import { requireRole } from "../roles/require-role.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { wholeSecond } from "../shared/time.ts";
import { CERTIFICATE, DECLARATION } from "./certificate.ts";
import { type CertificateStanding, findCertificate, type StandingServices, standingOf } from "./find-certificate.ts";
import { certificateRecord } from "./internal.ts";

/** A request to revoke a certificate. */
export const revokeCertificateInput = z.object({ reason: requiredText("Reason", 500) });

const ACTION = "revoke this certificate: whoever issued or attested it can, or a regulator";

/**
 * Revoke a certificate by a line on chain, from its issuer or a regulator; or take back one's attestation of it. Throws
 * `not-found`, `validation`, `forbidden`, and a `conflict` for one that is revoked already.
 */
export async function revokeCertificate(
  services: SubmitServices & StandingServices & Pick<Services, "certificates" | "keys">,
  context: Context,
  number: string,
  input: unknown,
): Promise<Written<CertificateStanding>> {
  const account = requireAccount(context);
  const found = await findCertificate(services, number);
  const { reason } = parseInput(revokeCertificateInput, input);
  const { code } = found.batch;
  const { actor, kind } = await revoker(services, account, found);
  const idempotency = await idempotencyOf(services, context, account, { verb: "revoke", number, input });

  const operation = await submitAct(services, context, actor, idempotency, async () => {
    await requireStanding(services, context, actor, found, kind);
    if (found.status === "revoked") throw new DomainError("conflict", "This certificate is revoked already");
    const title = `${found.certified.language === "zh" ? "溯源证书已撤销" : "Certificate revoked"} ${number}`;
    const details = { revokes: number, reason };
    const at = wholeSecond(services.now());
    return {
      restricted: false,
      document: certificateRecord(account, code, { kind, title, description: reason, details, at }),
      act: (digest) => ({ verb: "record", code, kind, digest }),
    };
  });
  const result = operation.chain ? await standingOf(services, found.drawn) : null;
  const stillSays = result?.attestations.some(({ line }) => line.chain.actor === actor.address);
  return { operation, result: result && (result.revocation || !stillSays) ? result : null };
}

/** A holder takes back its own word as such, and for that it has to hold the batch still. */
async function requireStanding(
  services: Pick<Services, "accounts" | "mirror">,
  context: Context,
  actor: Account,
  { batch }: CertificateStanding,
  kind: string,
): Promise<void> {
  if (kind === CERTIFICATE) return requireRole(services, context, actor, kind, ACTION);
  if (batch.custodian === actor.address) return;
  throw new DomainError(
    "forbidden",
    "You do not have permission to revoke this certificate: you no longer hold the trace batch, and a regulator can",
  );
}

/**
 * The account as the actor here, and the kind of line that it writes. One that issued with its custodial address, before
 * it bound a wallet, revokes with that.
 */
async function revoker(
  services: Pick<Services, "keys" | "mirror">,
  account: Account,
  { drawn, isDeclaration, attestations }: CertificateStanding,
): Promise<{ readonly actor: Account; readonly kind: string }> {
  const own = isDeclaration ? DECLARATION : CERTIFICATE;
  if (drawn.actor === account.address) return { actor: account, kind: own };
  const held = await services.mirror.rolesOf(account.address);
  const attested = attestations.some(({ line }) => line.chain.actor === account.address);
  if (attested || (held & roleSet("regulator")) !== 0) return { actor: account, kind: CERTIFICATE };
  const address = services.keys.addressOf(account.keyId);
  if (drawn.actor === address) return { actor: { ...account, address, custody: "custodial" }, kind: own };
  throw new RoleMissing(account, ["regulator"], `You do not have permission to ${ACTION}`);
}
