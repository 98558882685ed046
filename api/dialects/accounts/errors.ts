import { explainMissingRole, explainMissingRoleInChinese } from "../../../domain/roles/missing-role.ts";
import type { Failure, FailureCode, Respond } from "../../http/failure.ts";
import { type Language, languageOf, sentencesFor } from "../../http/language.ts";
import { fieldOf } from "./map.ts";
import { wordOfRole } from "./roles.ts";

const STATUS: Readonly<
  Record<FailureCode, 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 429 | 500 | 503 | 507>
> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "precondition-failed": 412,
  gone: 410,
  "payload-too-large": 413,
  "quota-exceeded": 429,
  "unsupported-media-type": 415,
  "chain-rejected": 409,
  unavailable: 503,
  "storage-unavailable": 503,
  "insufficient-storage": 507,
  internal: 500,
  malformed: 400,
  "unknown-path": 404,
  "method-not-allowed": 405,
  "too-many-requests": 429,
};

/** A failure in this dialect: a message, and a text for each field at fault, in the language that is asked for. */
export const respondAccounts: Respond = (context, failure) => {
  const say = sentencesFor(context);
  const said = {
    ...failure,
    message: say(failure.message),
    details: failure.details.map(({ field, message }) => ({ field, message: say(message) })),
  };
  return context.json(bodyOf(said, languageOf(context)), STATUS[failure.code], { ...failure.headers });
};

function bodyOf({ code, message, details, missingRole }: Failure, language: Language) {
  if (missingRole) {
    const isChinese = language === "zh";
    const sentence = isChinese ? explainMissingRoleInChinese(missingRole) : explainMissingRole(missingRole, wordOfRole);
    return { message: `${message}${isChinese ? "。" : ". "}${sentence}`, errors: { role: sentence } };
  }
  if (details.length === 0) return { message };
  const errors = Object.fromEntries(details.map((detail) => [fieldOf(detail.field), detail.message]));
  // Front ends of this dialect show the message alone: it says what is wrong.
  return { message: code === "validation" ? (details[0]?.message ?? message) : message, errors };
}
