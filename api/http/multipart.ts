/** Files as forms send them: `wx.uploadFile`, `curl -F`, and a page's `FormData`. */
import { DomainError, invalid } from "../../domain/shared/errors.ts";
import { announcedSize, readBytes } from "./body.ts";
import type { RequestContext } from "./env.ts";
import { RequestFault } from "./failure.ts";

/** Bytes that a form may have around its file. */
const AROUND = 64 * 1024;

/** A file in a body, and the form's other fields. */
export interface SentBody {
  /** The most bytes that it can have. */
  readonly size: number;
  readonly read: () => Promise<{
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly fields: Readonly<Record<string, string>>;
  }>;
}

/**
 * The file that a body is, or, of a form, the one that it has. Throws `payload-too-large` for more than `limit` bytes, and
 * on reading a fault for what is no form, and `validation` for a form without a file or with several.
 */
export function sentBody(context: RequestContext, limit: number): SentBody {
  const mediaType = context.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*(;|$)/i.test(mediaType)) {
    return {
      size: announcedSize(context, limit),
      read: async () => ({ bytes: await readBytes(context, limit), mediaType, fields: {} }),
    };
  }
  const size = Math.min(announcedSize(context, limit + AROUND), limit);
  return { size, read: async () => fileOf(await formOf(await readBytes(context, limit + AROUND), mediaType), limit) };
}

async function formOf(body: Uint8Array, mediaType: string): Promise<FormData> {
  try {
    return await new Response(body.slice(), { headers: { "Content-Type": mediaType } }).formData();
  } catch (cause) {
    throw new RequestFault("malformed", "The body is no multipart/form-data", {}, { cause });
  }
}

async function fileOf(form: FormData, limit: number) {
  const files: File[] = [];
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
    else files.push(value);
  }
  const [file, ...more] = files;
  if (!file) throw invalid("body", "The form has no file");
  if (more.length > 0) throw invalid("body", "The form has more than one file: send one at a time");
  if (file.size > limit) throw new DomainError("payload-too-large", `The file must have at most ${limit} bytes`);
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    mediaType: isUntold(file.type) ? typeOfName(file.name) : file.type,
    fields,
  };
}

/** Whether a form tells no type: many send the name of any bytes. */
const isUntold = (type: string) => ["", "application/octet-stream", "binary/octet-stream"].includes(type);

/** The type that a name tells, for forms that tell none. Whether it is true is checked by content. */
function typeOfName(name: string): string {
  const [, ending = ""] = /\.([a-z0-9]{1,5})$/i.exec(name) ?? [];
  return TYPES[ending.toLowerCase()] ?? "application/octet-stream";
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  json: "application/json",
};
