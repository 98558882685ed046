/** Requests to the instance that a demonstration is loaded into. */
import { readFile } from "node:fs/promises";
import type { DemoFile } from "./journeys.ts";

/** The instance refused, or gave an unexpected answer. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

/** An answer in short. */
export interface Answer {
  readonly status: number;
  /** Where the thing is that was asked for; null if the answer does not say. */
  readonly location: string | null;
  readonly body: { readonly data?: Record<string, unknown>; readonly [key: string]: unknown };
}

const MEDIA_TYPES = { jpg: "image/jpeg", png: "image/png", pdf: "application/pdf" } as const;

/** Send JSON. */
export async function send(
  address: string,
  method: "GET" | "PATCH" | "POST" | "PUT",
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(address + path, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answerOf(response);
}

/** Post JSON. */
export const post = (address: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) =>
  send(address, "POST", path, body, headers);

/** Upload a file of this folder; gives the address under which the instance knows it. */
export async function upload(address: string, file: DemoFile, token: string): Promise<string> {
  const bytes = await readFile(new URL(file.file, import.meta.url));
  // Also what is there already: only the answer says under which address the instance knows it.
  const extension = file.file.split(".").at(-1) as keyof typeof MEDIA_TYPES;
  const response = await fetch(`${address}/v1/attachments${file.restricted ? "?restricted=true" : ""}`, {
    method: "POST",
    headers: { "content-type": MEDIA_TYPES[extension], authorization: `Bearer ${token}` },
    body: bytes,
  });
  const answer = await answerOf(response);
  if (answer.status !== 201) throw refusal(`upload ${file.file}`, answer);
  return String(answer.body.data?.url);
}

/** What to tell people of an answer that was not expected. */
export function refusal(what: string, { status, body }: Answer): DemoError {
  const reason = body.message ?? body.code ?? "no reason given";
  return new DemoError(
    `The instance refused to ${what}: ${status} ${String(reason)} ${JSON.stringify(body.details ?? "")}`,
  );
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    location: response.headers.get("location"),
    body: (await response.json()) as Answer["body"],
  };
}
