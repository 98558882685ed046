import { readBytes } from "./body.ts";
import type { RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** A form as it was sent: its texts by name, and its files in their order. */
export interface SentForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly Uint8Array[];
}

/** Whether a request's body is a form with files (RFC 7578). */
export function isForm(context: RequestContext): boolean {
  return /^\s*multipart\/form-data\s*;/i.test(context.req.header("content-type") ?? "");
}

/** A request's form. Throws `payload-too-large`, or a fault for what is no form or names a field twice. */
export async function readForm(context: RequestContext, limit: number): Promise<SentForm> {
  const bytes = await readBytes(context, limit);
  const headers = { "content-type": context.req.header("content-type") ?? "" };
  const form = await new Response(bytes.slice(), { headers }).formData().catch((cause: unknown) => {
    throw new RequestFault("malformed", "The form cannot be read", {}, { cause });
  });
  const fields = new Map<string, string>();
  const files: Uint8Array[] = [];
  for (const [name, value] of form) {
    if (typeof value !== "string") files.push(new Uint8Array(await value.arrayBuffer()));
    else if (fields.has(name)) throw new RequestFault("malformed", "The form names a field twice");
    else fields.set(name, value);
  }
  return { fields: Object.fromEntries(fields), files };
}
