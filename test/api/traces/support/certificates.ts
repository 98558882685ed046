import { readPdf } from "../../../integrations/support/certificate.ts";
import type { Answer, Api } from "../../support/api.ts";

/** What the traces document asks a certificate by. */
export const ASKED = { type: "official", language: "en", includeDetails: true, templateId: "template-standard" };

/** A certificate as it is answered. */
export interface Certificate {
  readonly certificateNumber: string;
  readonly issueDate: string;
  readonly validUntil: string;
  readonly createdAt: string;
  readonly pdfUrl: string;
  readonly sha256: string;
  readonly chain: { readonly seq: number; readonly digest: string };
}

/** Ask for a certificate. */
export function issue(
  api: Api,
  token: string | undefined,
  traceId: string,
  body: unknown = ASKED,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return api.call("POST", `/v1/traces/${traceId}/certificates`, { ...(token ? { token } : {}), body, headers });
}

/** A certificate's file, and its text. */
export async function fileOf(api: Api, { pdfUrl }: Pick<Certificate, "pdfUrl">) {
  const response = await api.app.request(new URL(pdfUrl).pathname);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { response, bytes, text: response.ok ? (await readPdf(bytes)).text : "" };
}
