/** Requests to the public API, as anybody's program would send them. */
import type { Language } from "../../../proof/messages.ts";

/** What the API answered with, where it refused; or that it could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The status; 0 where there was no answer. */
  readonly status: number;
  /** Sentences by the field they are about. */
  readonly fields: ReadonlyMap<string, string>;
  constructor(status: number, message: string, fields: ReadonlyMap<string, string> = new Map()) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/** A request. */
export interface Request {
  /** JSON; a file is sent as it is. */
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly language: Language;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer: its envelope as it came. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  /** What a change of it can be conditional on. */
  readonly etag: string | null;
  readonly meta?: { readonly totalItems?: number; readonly nextCursor?: string | null };
  /** What the server did, but warns of. */
  readonly warnings: readonly string[];
}

/** Send a request. Rejects with an ApiError whose message is for people, in their language. */
export async function send<Data>(method: string, path: string, request: Request): Promise<Answer<Data>> {
  const { body, token, language, headers } = request;
  const isFile = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: "application/json",
        "accept-language": language === "zh" ? "zh-CN" : "en",
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": isFile ? body.type : "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "");
  }
  if (!response.ok) throw await refusalOf(response);
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  // The orders' document refuses so what breaks a rule of the business.
  if (answer.success === false) throw new ApiError(response.status, String(answer.message ?? ""));
  // The dialects' envelopes: `data` where there is one, else the body itself.
  return {
    status: response.status,
    data: answer.data ?? answer,
    etag: response.headers.get("etag"),
    ...(answer.meta && { meta: answer.meta }),
    warnings: warningsOf(answer),
  };
}

/** Each warning's sentence, however the answer gives them. */
function warningsOf(answer: { readonly warnings?: unknown }): string[] {
  if (!Array.isArray(answer.warnings)) return [];
  return answer.warnings.map((each) => (typeof each === "string" ? each : String(each?.message ?? "")));
}

/** What a response that refused says. */
export async function refusalOf(response: Response): Promise<ApiError> {
  const answer: Record<string, unknown> = await response.json().catch(() => ({}));
  const details = Array.isArray(answer.details) ? (answer.details as { field?: string; message?: string }[]) : [];
  const fields = new Map(details.flatMap(({ field, message }) => (field && message ? [[field, message]] : [])));
  // The accounts' document has them by field.
  for (const [field, message] of Object.entries(answer.errors ?? {})) {
    if (typeof message === "string") fields.set(field, message);
  }
  const said = [answer.message, (answer.error as { message?: string } | undefined)?.message, answer.error];
  return new ApiError(response.status, String(said.find((each) => typeof each === "string") ?? ""), fields);
}

/** A key of 128 random bits for one intended write. */
export function newKey(): string {
  // Not `randomUUID`: pages on plain http do not have it.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
