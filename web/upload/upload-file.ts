/** Uploads one file: hash, announce, send parts, complete; resumes if interrupted. */
import { digestOf, UploadError } from "./digest.ts";
import { forget, recall, remember } from "./remembered.ts";
import { ask, bring, type Stored, type Upload, type UploadPart } from "./server.ts";
import { typeOf } from "./type-of.ts";

/** A file's stage, and its progress from 0 to 1. */
export interface Progress {
  readonly phase: "hashing" | "sending" | "checking";
  readonly share: number;
}

/** What an upload needs. */
export interface UploadOptions {
  readonly token: string;
  /** The digest worker's address. */
  readonly worker: string;
  readonly restricted: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** Attempts per part, and the first delay between them in milliseconds. */
const TRIES = 4;
const PAUSE = 1_000;

/** Upload a file. Rejects with an UploadError; parts sent until then are not sent again. */
export async function uploadFile(file: File, options: UploadOptions): Promise<Stored> {
  const { token, worker, restricted, onProgress } = options;
  const sha256 = await digestOf(file, worker, (done) => onProgress({ phase: "hashing", share: done / file.size }));
  const key = `${sha256} ${restricted}`;
  const upload = (await goOn(key, token)) ?? (await announce(file, sha256, options));
  remember(key, upload.id);

  const etags = new Map<number, string>();
  let before = 0;
  for (const part of upload.parts) {
    const onSent = (done: number) =>
      onProgress({ phase: "sending", share: Math.min(1, (before + done) / Math.max(1, file.size)) });
    if (!part.received) {
      const etag = await bringPart(upload.id, part, file, token, onSent);
      if (etag) etags.set(part.number, etag);
    }
    before += part.size;
    onSent(0);
  }

  onProgress({ phase: "checking", share: 1 });
  // Only if every part was acknowledged with a tag: otherwise the storage itself lists them.
  const parts = [...etags].map(([number, etag]) => ({ number, etag }));
  const body = parts.length === upload.parts.length && parts.length > 0 ? { parts } : {};
  try {
    const { data } = await ask<{ data: Stored }>("POST", `/v1/uploads/${upload.id}/complete`, token, body);
    forget(key);
    return data;
  } catch (error) {
    // A refused upload is over; an interrupted one can be resumed.
    if (error instanceof UploadError && error.reason === "refused") forget(key);
    throw error;
  }
}

async function announce(file: File, sha256: string, { token, restricted }: UploadOptions): Promise<Upload> {
  const body = { filename: file.name.slice(0, 255), contentType: typeOf(file), size: file.size, sha256, restricted };
  return (await ask<{ data: Upload }>("POST", "/v1/uploads", token, body)).data;
}

/** The interrupted upload of the same file, if it can still be resumed. */
async function goOn(key: string, token: string): Promise<Upload | undefined> {
  const id = recall(key);
  if (id === undefined) return undefined;
  try {
    const { data } = await ask<{ data: Upload }>("GET", `/v1/uploads/${id}`, token);
    return data.state === "pending" && data.parts.length > 0 ? data : undefined;
  } catch (error) {
    if (error instanceof UploadError && error.reason !== "refused") throw error;
    return undefined;
  }
}

async function bringPart(
  id: string,
  part: UploadPart,
  file: File,
  token: string,
  onProgress: (done: number) => void,
): Promise<string | null> {
  let current = part;
  for (let attempt = 1; ; attempt++) {
    try {
      return await bring(current, file.slice(part.offset, part.offset + part.size), onProgress);
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** (attempt - 1)));
      // The address may have expired meanwhile: ask for another one.
      const { data } = await ask<{ data: Upload }>("GET", `/v1/uploads/${id}`, token).catch(() => ({ data: null }));
      current = data?.parts.find(({ number }) => number === part.number) ?? current;
    }
  }
}
