import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { RECORD_FORMAT } from "../records/record-document.ts";
import { RoleMissing } from "../roles/missing-role.ts";
import { requireRole } from "../roles/require-role.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { isoTime, wholeSecond } from "../shared/time.ts";
import { type CertificateStanding, findCertificate, standingOf } from "./find-certificate.ts";

/** A request to revoke a certificate. */
export const revokeCertificateInput = z.object({ reason: requiredText("Reason", 500) });

const ACTION = "revoke this certificate: whoever issued it can, or a regulator";

/**
 * Revoke a certificate by a line on chain, from its issuer or a regulator. Throws `not-found`, `validation`,
 * `forbidden`, and a `conflict` for one that is revoked already.
 */
export async function revokeCertificate(
  services: SubmitServices & Pick<Services, "accounts" | "certificates" | "keys" | "mirror">,
  context: Context,
  number: string,
  input: unknown,
): Promise<Written<CertificateStanding>> {
  const account = requireAccount(context);
  const found = await findCertificate(services, number);
  const { reason } = parseInput(revokeCertificateInput, input);
  const { code } = found.batch;
  const actor = await revoker(services, account, found);
  const idempotency = await idempotencyOf(services, context, account, { verb: "revoke", number, input });

  const operation = await submitAct(services, context, actor, idempotency, async () => {
    await requireRole(services, context, actor, "certificate", ACTION);
    if (found.status === "revoked") throw new DomainError("conflict", "This certificate is revoked already");
    const title = `${found.certified.language === "zh" ? "溯源证书已撤销" : "Certificate revoked"} ${number}`;
    return {
      restricted: false,
      document: {
        format: RECORD_FORMAT,
        salt: newSalt(),
        code,
        eventTime: isoTime(wholeSecond(services.now())),
        record: "step",
        kind: "certificate",
        step: {
          type: "certificate",
          title,
          description: reason,
          location: "",
          operator: { id: userIdOf(account.id), name: account.name },
          details: { revokes: number, reason },
          attachments: [],
        },
      },
      act: (digest) => ({ verb: "record", code, kind: "certificate", digest }),
    };
  });
  const result = operation.chain ? await standingOf(services, found.drawn) : null;
  return { operation, result: result?.revocation ? result : null };
}

/**
 * The account as the actor here. One that issued with its custodial address, before it bound a wallet, revokes with
 * that.
 */
async function revoker(
  services: Pick<Services, "keys" | "mirror">,
  account: Account,
  { drawn }: CertificateStanding,
): Promise<Account> {
  if (drawn.actor === account.address) return account;
  const held = await services.mirror.rolesOf(account.address);
  if ((held & roleSet("regulator")) !== 0) return account;
  const address = services.keys.addressOf(account.keyId);
  if (drawn.actor === address) return { ...account, address, custody: "custodial" };
  throw new RoleMissing(account, ["regulator"], `You do not have permission to ${ACTION}`);
}
