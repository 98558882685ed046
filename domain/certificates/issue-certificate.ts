import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { fileIn } from "../files/attachments.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { expectFile, sha256Of } from "../files/store-attachment.ts";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { RECORD_FORMAT, type RecordDocument } from "../records/record-document.ts";
import { requireStanding } from "../roles/require-standing.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { isoDay, isoTime, wholeSecond } from "../shared/time.ts";
import {
  CERTIFICATE_LANGUAGES,
  CERTIFICATE_TEMPLATES,
  CERTIFICATE_TYPES,
  certifiedIn,
  endOfValidity,
} from "./certificate.ts";
import { type CertificateRequest, certificateContent } from "./certificate-content.ts";
import { type CertificateStanding, standingOf } from "./find-certificate.ts";

const choice = <const T extends readonly string[]>(label: string, options: T) =>
  z.enum(options, { error: `${label} must be ${options.join(" or ")}` });

/** A request for a certificate. */
export const issueCertificateInput = z.object({
  type: choice("Type", CERTIFICATE_TYPES).default("official"),
  language: choice("Language", CERTIFICATE_LANGUAGES).default("en"),
  includeDetails: z.boolean({ error: "Include details must be true or false" }).default(true),
  templateId: choice("Template ID", CERTIFICATE_TEMPLATES).default("template-standard"),
});

const ACTION =
  "issue certificates for this trace batch: an inspector or a regulator attests them, its custodian alone cannot";

/**
 * Certify a batch's journey as it is now: draw up the PDF, attest it on chain, and only then return it. It takes a role
 * that may write the kind `certificate`: at deployment inspectors and regulators, so a custodian only with such a role.
 * Throws `not-found`, `validation`, `forbidden`, and a `conflict` for a batch that is recalled.
 */
export async function issueCertificate(
  services: SubmitServices & Pick<Services, "accounts" | "certificateRenderer" | "certificates" | "keys" | "mirror">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<CertificateStanding>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const { templateId: template, ...fields } = parseInput(issueCertificateInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "certify", traceId, input });

  const operation = await submitAct(services, context, account, idempotency, async () => {
    await requireStanding(services, context, account, batch, "certificate", ACTION);
    if (batch.status === "recalled") throw new DomainError("conflict", "A recalled trace batch cannot be certified");
    const issuedAt = wholeSecond(services.now());
    const dates = { issuedAt, validUntil: endOfValidity(issuedAt) };
    const request = { ...fields, ...dates, template, number: await newNumber(services, issuedAt) };
    const file = await drawUp(services, account, batch, request);
    return {
      restricted: false,
      document: recordOf(account, batch.code, request, file),
      act: (digest) => ({ verb: "record", code: batch.code, kind: "certificate", digest }),
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

/** A fresh number: random, so that none is reused even if the index is lost. */
async function newNumber(services: Pick<Services, "certificates">, issuedAt: Date): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const number = `CERT-${isoDay(issuedAt).replaceAll("-", "")}-${100_000_000 + (random % 900_000_000)}`;
    if (!(await services.certificates.byNumber(number))) return number;
  }
  throw new DomainError("unavailable", "No certificate number could be found");
}

async function drawUp(
  services: Pick<
    Services,
    "accounts" | "certificateRenderer" | "certificates" | "files" | "mirror" | "now" | "objects" | "settings"
  >,
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
  const { number, type, language, template, issuedAt, validUntil } = request;
  const title = `${language === "zh" ? "溯源证书" : "Traceability certificate"} ${number}`;
  return {
    format: RECORD_FORMAT,
    salt: newSalt(),
    code,
    eventTime: isoTime(issuedAt),
    record: "step",
    kind: "certificate",
    step: {
      type: "certificate",
      title,
      description: "",
      location: "",
      operator: { id: userIdOf(account.id), name: account.name },
      details: { certificateNumber: number, type, language, template, validUntil: isoTime(validUntil) },
      attachments: [fileIn({ type: "document", title }, file)],
    },
  };
}
