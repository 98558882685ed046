import { DomainError } from "../../../domain/errors.ts";
import type { FailureCode, Respond } from "../../http/failure.ts";

/** The document's own statuses (section 8), and those of HTTP for what it does not speak of. */
const STATUS: Readonly<Record<FailureCode, 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500>> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  gone: 404,
  "payload-too-large": 413,
  "quota-exceeded": 429,
  "unsupported-media-type": 415,
  "chain-rejected": 500,
  unavailable: 500,
  internal: 500,
  malformed: 400,
  "unknown-path": 404,
  "method-not-allowed": 405,
  "too-many-requests": 429,
};

/** A failure as this dialect says it: one sentence, or one for each rule that is broken. */
export const respondTomato: Respond = (context, { code, message, details, headers }) => {
  const sentences = details.map((detail) => detail.message).join("; ");
  const error = code === "validation" && sentences !== "" ? sentences : message;
  return context.json({ error }, STATUS[code], { ...headers });
};

/** What an endpoint says in its own words. */
export interface Words {
  readonly forbidden: string;
  /** What did not succeed; the reason follows it. */
  readonly failed: string;
}

/** The error in the endpoint's words, where it has any for it. */
export function inWords(error: unknown, { forbidden, failed }: Words): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code === "forbidden") return new DomainError("forbidden", forbidden, [], { cause: error });
  if (error.code !== "unavailable" && error.code !== "chain-rejected") return error;
  return new DomainError(error.code, `${failed}: ${error.message}`, [], { cause: error });
}
