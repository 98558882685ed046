/** The page's requests to the server. */
import { UploadError } from "./digest.ts";

/** A part of an upload as the server offers it. */
export interface UploadPart {
  readonly number: number;
  readonly offset: number;
  readonly size: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly received?: boolean | null;
}

/** An upload as reported by the server. */
export interface Upload {
  readonly id: string;
  readonly state: string;
  readonly sha256: string;
  readonly parts: readonly UploadPart[];
}

/** A file that was stored. */
export interface Stored {
  readonly sha256: string;
  readonly url: string;
  readonly restricted: boolean;
}

/** Signs in; gives an access token. */
export async function logIn(username: string, password: string): Promise<string> {
  const { access_token } = await ask<{ access_token: string }>("POST", "/api/auth/login", undefined, {
    username,
    password,
  });
  return access_token;
}

/** Calls the server. Rejects with an UploadError that contains its message. */
export async function ask<T>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "POST" && token ? { "idempotency-key": newKey() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new UploadError("offline");
  }
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  if (response.status === 401 && token) throw new UploadError("signed-out");
  const said = answer?.details?.[0]?.message ?? answer?.message ?? answer?.error?.message ?? answer?.error;
  throw new UploadError("refused", typeof said === "string" ? said : "");
}

function newKey(): string {
  // Not `randomUUID`: pages on plain http do not have it.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Uploads a part; not with `fetch`, which does not report progress. Gives the ETag of the acknowledgement, if any. */
export function bring(part: UploadPart, body: Blob, onProgress: (done: number) => void): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", part.url);
    for (const [name, value] of Object.entries(part.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.getResponseHeader("etag"));
      else reject(new UploadError("refused", messageIn(request.responseText)));
    };
    request.onerror = () => reject(new UploadError("offline"));
    request.send(body);
  });
}

function messageIn(text: string): string {
  try {
    const { message, details } = JSON.parse(text);
    return String(details?.[0]?.message ?? message ?? "");
  } catch {
    return "";
  }
}
