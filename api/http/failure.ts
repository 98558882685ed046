import type { Logger } from "pino";
import type { MissingRole } from "../../domain/roles/missing-role.ts";
import { DomainError, type ErrorCode, type ErrorDetail } from "../../domain/shared/errors.ts";
import { storageError } from "../../domain/shared/storage-fault.ts";
import type { RequestContext } from "./env.ts";

/** What can be wrong with a request before any verb sees it. */
export type FaultCode = "malformed" | "unknown-path" | "method-not-allowed" | "too-many-requests";

/** Everything that a dialect has to have a response for. */
export type FailureCode = ErrorCode | FaultCode;

/** A failed request; each dialect expresses it in its own way. */
export interface Failure {
  readonly code: FailureCode;
  /** A finer word for the cause, where the core has one. */
  readonly reason?: string | undefined;
  /** What a dialect's own words for the reason are made with. */
  readonly about?: Readonly<Record<string, string>>;
  /** For people; reveals no internals. */
  readonly message: string;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;
  /** For want of which role it failed, and what is known of an application for it. */
  readonly missingRole?: MissingRole | undefined;
}

/** How a dialect expresses a failure. */
export type Respond = (context: RequestContext, failure: Failure) => Response;

/** A request that cannot be passed to a verb. */
export class RequestFault extends Error {
  readonly code: FaultCode;
  readonly headers: Readonly<Record<string, string>>;

  /** @param options Its cause, where a client broke the request off. */
  constructor(
    code: FaultCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = "RequestFault";
    this.code = code;
    this.headers = headers;
  }
}

/** What the caller learns of an error. An unexpected one is logged with the request's id and reported only as such. */
export function failureOf(thrown: unknown, context: RequestContext, logger: Logger): Failure {
  const requestId = context.get("requestId");
  const fault = faultIn(thrown);
  if (fault) {
    if (fault.cause !== undefined) logger.debug({ requestId, err: fault.cause }, "a client broke its request off");
    return { code: fault.code, message: fault.message, details: [], headers: fault.headers };
  }
  const error = storageError(thrown) ?? thrown;
  if (error instanceof DomainError && error.code !== "internal") {
    if (AWAY.includes(error.code)) logger.warn({ requestId, err: error }, "a request met something unavailable");
    const { code, reason, about, message, details } = error;
    return { code, reason, about, message, details, headers: headersOf(code) };
  }
  logger.error({ requestId, err: error }, "a request failed");
  return { code: "internal", message: "Something went wrong on our side", details: [], headers: {} };
}

/** A request's fault, which a driver may have hit while it read the body. */
function faultIn(error: unknown): RequestFault | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof RequestFault) return each;
  return undefined;
}

/** Temporary conditions that are not the caller's fault. */
const AWAY: readonly ErrorCode[] = ["unavailable", "storage-unavailable", "insufficient-storage"];

function headersOf(code: ErrorCode): Record<string, string> {
  if (code === "unauthenticated") return { "WWW-Authenticate": "Bearer" };
  // The rest of the body is not read: nothing more can come over this connection.
  if (code === "payload-too-large") return { Connection: "close" };
  if (code === "unavailable" || code === "storage-unavailable") return { "Retry-After": "5" };
  return {};
}
