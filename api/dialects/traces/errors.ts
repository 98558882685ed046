import { explainMissingRole, explainMissingRoleInChinese } from "../../../domain/roles/missing-role.ts";
import { admissionIn } from "../../http/admission.ts";
import type { Failure, FailureCode, Respond } from "../../http/failure.ts";
import { languageOf, sentencesFor } from "../../http/language.ts";

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 500 | 503 | 507;

const ANSWERS: Readonly<Record<FailureCode, { readonly status: Status; readonly code: string }>> = {
  validation: { status: 422, code: "VALIDATION_FAILED" },
  unauthenticated: { status: 401, code: "UNAUTHENTICATED" },
  forbidden: { status: 403, code: "PERMISSION_DENIED" },
  "not-found": { status: 404, code: "RESOURCE_NOT_FOUND" },
  conflict: { status: 409, code: "RESOURCE_CONFLICT" },
  "precondition-failed": { status: 412, code: "PRECONDITION_FAILED" },
  gone: { status: 410, code: "RESOURCE_GONE" },
  "payload-too-large": { status: 413, code: "PAYLOAD_TOO_LARGE" },
  "quota-exceeded": { status: 429, code: "QUOTA_EXCEEDED" },
  "unsupported-media-type": { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" },
  "chain-rejected": { status: 409, code: "CHAIN_REJECTED" },
  unavailable: { status: 503, code: "SERVICE_UNAVAILABLE" },
  "storage-unavailable": { status: 503, code: "SERVICE_UNAVAILABLE" },
  "insufficient-storage": { status: 507, code: "INSUFFICIENT_STORAGE" },
  internal: { status: 500, code: "INTERNAL_ERROR" },
  malformed: { status: 400, code: "MALFORMED_REQUEST" },
  "unknown-path": { status: 404, code: "RESOURCE_NOT_FOUND" },
  "method-not-allowed": { status: 405, code: "METHOD_NOT_ALLOWED" },
  "too-many-requests": { status: 429, code: "TOO_MANY_REQUESTS" },
};

/** A failure in the envelope of the traces document, in the language that is asked for. */
export const respondTraces: Respond = (context, failure) => {
  const { headers, missingRole } = failure;
  const { status, code } = ANSWERS[failure.code];
  const say = sentencesFor(context);
  const isChinese = languageOf(context) === "zh";
  const details = failure.details.map(({ field, message }) => ({ field, message: say(message) }));
  const body = { status: "error", code, message: say(messageOf(failure)), details };
  if (missingRole) {
    const sentence = (isChinese ? explainMissingRoleInChinese : explainMissingRole)(missingRole);
    // The document's own sentence stands alone where nothing is waited for.
    if (missingRole.application) body.message = `${body.message}${isChinese ? "。" : ". "}${sentence}`;
    body.details = [...details, { field: "role", message: sentence }];
  }
  return context.json(body, status, { ...headers });
};

function messageOf(failure: Failure): string {
  const admission = admissionIn(failure);
  if (!admission) return failure.message;
  const { action, holder, route } = admission;
  return `You do not have permission to ${action}: its holder, ${holder}, has to admit you first, by ${route}`;
}
