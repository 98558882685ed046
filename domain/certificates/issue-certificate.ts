import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow, holdersOf } from "../batches/find-batch-or-throw.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { expectFile, sha256Of } from "../files/store-attachment.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { RecordDocument } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import { dayOf, timeAt } from "../shared/days.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { ALL_ROLES } from "../shared/roles.ts";
import { isoTime, wholeSecond } from "../shared/time.ts";
import {
  CERTIFICATE,
  CERTIFICATE_LANGUAGES,
  CERTIFICATE_TEMPLATES,
  CERTIFICATE_TYPES,
  certifiedIn,
  DECLARATION,
} from "./certificate.ts";
import { type CertificateRequest, certificateContent } from "./certificate-content.ts";
import { endOfValidity } from "./end-of-validity.ts";
import { type CertificateStanding, type StandingServices, standingOf } from "./find-certificate.ts";
import { certificateRecord, requireGood } from "./internal.ts";

const TITLES = {
  certificate: { en: "Traceability certificate", zh: "溯源证书" },
  declaration: { en: "Holder's declaration", zh: "持有方自行声明" },
} as const;

const choice = <const T extends readonly string[]>(label: string, options: T) =>
  z.enum(options, { error: `${label} must be ${options.join(" or ")}` });

/** A request for a certificate. */
export const issueCertificateInput = z.object({
  type: choice("Type", CERTIFICATE_TYPES).default("official"),
  language: choice("Language", CERTIFICATE_LANGUAGES).default("en"),
  includeDetails: z.boolean({ error: "Include details must be true or false" }).default(true),
  templateId: choice("Template ID", CERTIFICATE_TEMPLATES).default("template-standard"),
});

/**
 * Certify a batch's journey as it is now: draw up the PDF, name it on chain, and only then return it. Whoever may write
 * the kind `certificate` (at deployment inspectors and regulators) attests it; the batch's holder declares it, and others
 * may attest that later. Throws `not-found`, `validation`, `forbidden`, and a `conflict` for a batch that is recalled, or
 * for an official one while a fail stands.
 */
export async function issueCertificate(
  services: SubmitServices & StandingServices & Pick<Services, "certificateRenderer" | "certificates" | "keys">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<CertificateStanding>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const { templateId: template, ...fields } = parseInput(issueCertificateInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "certify", traceId, input });
  const { kind, issuer } = await capacityFor(services, account, batch);

  const operation = await submitAct(services, context, issuer, idempotency, async () => {
    if (fields.type === "official") requireGood(batch, "certified");
    else if (batch.status === "recalled") requireGood({ ...batch, verdict: null }, "certified");
    const issuedAt = wholeSecond(services.now());
    const day = dayOf(timeAt(issuedAt, services.settings.timeZone));
    const dates = { issuedAt, validUntil: endOfValidity(day, services.settings.timeZone) };
    const request = { ...fields, ...dates, template, kind, number: await newNumber(services, day) };
    const file = await drawUp(services, issuer, batch, request);
    return {
      restricted: false,
      document: recordOf(issuer, batch.code, request, file),
      act: (digest) => ({ verb: "record", code: batch.code, kind, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };

  const { seq } = operation.chain;
  const line = await services.mirror.lineAt(batch.id, seq);
  const drawn = await services.certificates.byNumber(certifiedIn(line?.document)?.number ?? "");
  const result = drawn && (await standingOf(services, drawn));
  if (!result) throw new DomainError("unavailable", "The certificate is on chain but cannot be read yet");
  return { operation, result };
}

/** Who issues it, and as what: an authority attests, the holder declares. Throws `forbidden`. */
async function capacityFor(
  services: Pick<Services, "keys" | "mirror">,
  account: Account,
  batch: Batch,
): Promise<{ readonly kind: CertificateRequest["kind"]; readonly issuer: Account }> {
  const { mirror } = services;
  const [held, needed] = await Promise.all([mirror.rolesOf(account.address), mirror.kindRole(CERTIFICATE)]);
  if ((held & needed & ALL_ROLES) !== 0) return { kind: CERTIFICATE, issuer: account };
  const [holder] = await holdersOf(services, account, batch);
  if (holder) return { kind: DECLARATION, issuer: holder };
  throw new DomainError(
    "forbidden",
    "You do not have permission to issue certificates for this trace batch: whoever holds it declares them, an inspector or a regulator attests them",
  );
}

/** A fresh number: random, so that none is reused even if the index is lost. */
async function newNumber(services: Pick<Services, "certificates">, day: string): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const number = `CERT-${day.replaceAll("-", "")}-${100_000_000 + (random % 900_000_000)}`;
    if (!(await services.certificates.byNumber(number))) return number;
  }
  throw new DomainError("unavailable", "No certificate number could be found");
}

async function drawUp(
  services: StandingServices & Pick<Services, "certificateRenderer" | "certificates" | "files" | "settings">,
  account: Account,
  batch: Batch,
  request: CertificateRequest,
): Promise<ObjectInfo> {
  const content = await certificateContent(services, account, batch, request);
  const bytes = await services.certificateRenderer.render(content);
  // Without an owner: if no record names it, it is an orphan.
  await expectFile(services, await sha256Of(bytes), bytes.length);
  const info = await services.objects.put(bytes, { restricted: false });
  await services.certificates.add({
    number: request.number,
    batchId: batch.id,
    sha256: info.sha256,
    accountId: account.id,
    actor: account.address,
    issuedAt: request.issuedAt,
  });
  return info;
}

function recordOf(account: Account, code: string, request: CertificateRequest, file: ObjectInfo): RecordDocument {
  const { kind, number, type, language, template, issuedAt, validUntil } = request;
  const title = `${TITLES[kind][language]} ${number}`;
  const details = { certificateNumber: number, type, language, template, validUntil: isoTime(validUntil) };
  return certificateRecord(account, code, { kind, title, details, file, at: issuedAt });
}
