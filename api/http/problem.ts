import type { FailureCode, Respond } from "./failure.ts";

const STATUS: Readonly<
  Record<
    FailureCode,
    { status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 500 | 503 | 507; title: string }
  >
> = {
  validation: { status: 422, title: "Unprocessable Content" },
  unauthenticated: { status: 401, title: "Unauthorized" },
  forbidden: { status: 403, title: "Forbidden" },
  "not-found": { status: 404, title: "Not Found" },
  conflict: { status: 409, title: "Conflict" },
  "precondition-failed": { status: 412, title: "Precondition Failed" },
  gone: { status: 410, title: "Gone" },
  "payload-too-large": { status: 413, title: "Content Too Large" },
  "quota-exceeded": { status: 429, title: "Too Many Requests" },
  "unsupported-media-type": { status: 415, title: "Unsupported Media Type" },
  "chain-rejected": { status: 409, title: "Conflict" },
  unavailable: { status: 503, title: "Service Unavailable" },
  "storage-unavailable": { status: 503, title: "Service Unavailable" },
  "insufficient-storage": { status: 507, title: "Insufficient Storage" },
  internal: { status: 500, title: "Internal Server Error" },
  malformed: { status: 400, title: "Bad Request" },
  "unknown-path": { status: 404, title: "Not Found" },
  "method-not-allowed": { status: 405, title: "Method Not Allowed" },
  "too-many-requests": { status: 429, title: "Too Many Requests" },
};

/** The status of a failure where no document has another one. */
export function statusOf(code: FailureCode): (typeof STATUS)[FailureCode]["status"] {
  return STATUS[code].status;
}

/** A failure as RFC 9457 has it: outside of every dialect, and in those that have no shape of their own. */
export const respondProblem: Respond = (context, { code, message, details, headers }) => {
  const { status, title } = STATUS[code];
  const errors = details.map((detail) => ({ detail: detail.message, pointer: pointerTo(detail.field) }));
  const problem = {
    type: "about:blank",
    title,
    status,
    detail: message,
    // Not of the RFC: what most clients show, and then it has to say what is wrong with which field.
    message: errors.length > 0 ? errors.map(({ detail }) => detail).join("; ") : message,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return context.body(JSON.stringify(problem), status, {
    ...headers,
    "Content-Type": "application/problem+json",
  });
};

/** A field's position in the body (RFC 6901, as a URI fragment). */
function pointerTo(field: string): string {
  const parts = field === "body" ? [] : field.split(".");
  return `#${parts.map((part) => `/${encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;
}
