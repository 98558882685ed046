import { zh } from "../../../domain/names/zh.ts";
import { explainMissingRoleInChinese } from "../../../domain/roles/missing-role.ts";
import { DomainError, type ErrorCode } from "../../../domain/shared/errors.ts";
import { storageError } from "../../../domain/shared/storage-fault.ts";
import { admissionIn } from "../../http/admission.ts";
import type { FailureCode, Respond } from "../../http/failure.ts";

/** The document's own statuses (section 8), and HTTP's usual ones for what it does not cover. */
const STATUS: Readonly<Record<FailureCode, 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 429 | 500 | 503 | 507>> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "precondition-failed": 412,
  gone: 404,
  "payload-too-large": 413,
  "quota-exceeded": 429,
  "unsupported-media-type": 400,
  "chain-rejected": 500,
  unavailable: 500,
  "storage-unavailable": 503,
  "insufficient-storage": 507,
  internal: 500,
  malformed: 400,
  "unknown-path": 404,
  "method-not-allowed": 405,
  "too-many-requests": 429,
};

/** What the document calls roles in its Chinese sentences; and those that it has no word for. */
const CHINESE = { ...zh.roles, producer: "种植者", carrier: "物流", processor: "工厂", inspector: "质量专家" };

/** A failure in this dialect: one sentence, or one for each broken rule. */
export const respondTomato: Respond = (context, { code, message, details, headers, missingRole }) => {
  if (missingRole) {
    const hint = explainMissingRoleInChinese(missingRole, (role) => CHINESE[role]);
    // The document's own sentence stands alone where nothing is waited for.
    const error = missingRole.application ? `${message}：${hint}` : message;
    return context.json({ error, hint }, STATUS[code], { ...headers });
  }
  const sentences = details.map((detail) => detail.message).join("; ");
  const error = code === "validation" && sentences !== "" ? sentences : message;
  return context.json({ error }, STATUS[code], { ...headers });
};

/** An endpoint's own messages. */
export interface Words {
  readonly forbidden: string;
  /** What failed; the reason follows. */
  readonly failed: string;
}

/** Messages for the causes of failure that the document names. */
const FAILED: readonly ErrorCode[] = ["unavailable", "storage-unavailable", "insufficient-storage", "chain-rejected"];

/** The error in the endpoint's own words, where it has any. */
export function inWords(thrown: unknown, { forbidden, failed }: Words): unknown {
  const error = storageError(thrown) ?? thrown;
  if (!(error instanceof DomainError)) return error;
  const admission = admissionIn(error);
  if (admission) {
    const { holder, route } = admission;
    return new DomainError("forbidden", `该批次的持有者“${holder}”尚未准许您写入，须先由其通过 ${route} 准许`, [], {
      cause: error,
    });
  }
  if (error.code === "forbidden") return new DomainError("forbidden", forbidden, [], { cause: error });
  if (!FAILED.includes(error.code)) return error;
  return new DomainError(error.code, `${failed}: ${error.message}`, [], { cause: error });
}
