/** Files for journeys: the demonstration's own where they are there, else a drawing. */
import { existsSync, readFileSync } from "node:fs";
import type { Attachment } from "../../../domain/records/record-document.ts";
import { sha256Hex } from "../../../proof/hash.ts";
import { cidOf } from "../../../web/shopper/story/cid.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  svg: "image/svg+xml",
};

/** A file's bytes, and how a record names them. */
export interface FixtureFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/** A picture or document of the demonstration, by its path below `demo/`. */
export function demoFile(path: string, title: string): FixtureFile {
  const file = new URL(`../../../demo/${path}`, import.meta.url);
  const extension = path.split(".").at(-1) ?? "";
  const bytes = existsSync(file) ? new Uint8Array(readFileSync(file)) : new TextEncoder().encode(drawing(title));
  const mediaType = existsSync(file) ? (MEDIA_TYPES[extension] ?? "application/octet-stream") : "image/svg+xml";
  const sha256 = sha256Hex(bytes);
  const type = extension === "pdf" ? "document" : "image";
  return { bytes, attachment: { type, title, sha256, size: bytes.length, mediaType, cid: cidOf(sha256) } };
}

function drawing(title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><rect width="640" height="480" fill="#cfe3d2"/><path d="M0 340q160-90 320-30t320-40v210H0z" fill="#7fae87"/><text x="320" y="230" text-anchor="middle" font-family="sans-serif" font-size="30" fill="#1b6638">${title}</text></svg>`;
}
