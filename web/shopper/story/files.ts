import type { Attachment, Link } from "../../../domain/records/record-document.ts";
import { attachmentsOf } from "../../../domain/records/record-document.ts";
import type { Check } from "../../../proof/check.ts";
import type { Proof } from "../../../proof/proof.ts";
import type { Version } from "./version.ts";

/** A file that a record names, and the outcome of its check. */
export interface StoryFile {
  readonly file: Attachment;
  /** Its address on the server; undefined if it is withheld, or its address is unsafe. */
  readonly url: string | undefined;
  /** Undefined until it is checked, or for good if its document failed. */
  readonly check: Check | undefined;
}

/** The files of a version, each with its check. Checks are in the order in which a document names its files. */
export function filesOf(proof: Proof, version: Version, checks: readonly Check[]): StoryFile[] {
  if (!version.document) return [];
  const own = checks.filter(
    (check) => check.name === "attachment" && check.seq === version.seq && check.index === version.part?.index,
  );
  return attachmentsOf(version.document).map((file, index) => {
    const shown = proof.attachments[file.sha256];
    return {
      file,
      url: shown?.status === "public" ? safeUrl(shown.url) : undefined,
      check: own[index],
    };
  });
}

/** The external pages that a version names. */
export function linksOf(version: Version): Link[] {
  const step = version.document && "step" in version.document ? version.document.step : undefined;
  return (step?.attachments ?? []).flatMap((item) => ("url" in item && safeUrl(item.url) ? [item] : []));
}

/** The address itself if it is relative or http(s); records are untrusted, and `javascript:` is a URL too. */
export function safeUrl(url: string | null): string | undefined {
  if (url === null) return undefined;
  try {
    const { protocol } = new URL(url, "https://relative.invalid/");
    return protocol === "https:" || protocol === "http:" ? url : undefined;
  } catch {
    return undefined;
  }
}
