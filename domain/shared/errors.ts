/**
 * Everything that can go wrong in the core, as a closed set of codes. Each dialect maps every code to its own status
 * and body; the compiler reports a code that a dialect misses.
 */
export type ErrorCode =
  | "validation" // the input breaks a rule; `details` says where
  | "unauthenticated" // no account, or a bad token or password
  | "forbidden" // the account may not do this
  | "not-found"
  | "conflict" // it exists already, or another request got there first
  | "precondition-failed" // it is no longer as the caller believes (RFC 9110 §13)
  | "gone" // a document was erased
  | "payload-too-large"
  | "quota-exceeded" // more than the account may store, or have under way
  | "unsupported-media-type"
  | "chain-rejected" // the contract refused, for a reason found only there
  | "unavailable" // chain, mirror or an external system is unreachable for now; retry
  | "storage-unavailable" // the database or the disk is locked, read-only or missing; retry
  | "insufficient-storage" // the disk is full
  | "internal";

/** Where in the input a rule was broken: the field's path with dots, and a sentence. */
export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
}

/** The core's errors. `message` is for people and reveals no secrets or internals. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  /** A finer reason, where a dialect distinguishes several of one code. */
  readonly reason: string | undefined;
  /** What a dialect that has words of its own for this reason puts into them. */
  readonly about: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: readonly ErrorDetail[] = [],
    options: ErrorOptions & { readonly reason?: string; readonly about?: Readonly<Record<string, string>> } = {},
  ) {
    super(message, options);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
    this.reason = options.reason;
    this.about = options.about ?? {};
  }
}

/** A validation error of one field. */
export function invalid(field: string, message: string): DomainError {
  return new DomainError("validation", "Validation failed", [{ field, message }]);
}
