/** Every hash of a proof anew, line by line: what is hashed, what is expected, and what was found. */
import { type Attachment, attachmentsOf, parseDocument } from "../../../domain/records/record-document.ts";
import { harmless } from "../../../domain/shared/foreign-text.ts";
import { documentsOf } from "../../../proof/check-documents.ts";
import { lineKind, seqOf } from "../../../proof/check-lines.ts";
import { encodeLog, type LogBytes } from "../../../proof/codec.ts";
import { documentDigest } from "../../../proof/document.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../../proof/head.ts";
import type { Hex } from "../../../proof/hex.ts";
import type { Proof, ProofLine } from "../../../proof/proof.ts";

/** What is hashed: a record's exact text, a file's bytes, a log's topics and data, or the head before with that. */
export type Hashed = "document" | "file" | "leaf" | "head";

/** One hash. */
export interface HashRow {
  readonly hashed: Hashed;
  /** A file's title. */
  readonly title?: string;
  /** Which step of a series, counted from 0. */
  readonly index?: number;
  readonly bytes?: number;
  /** Undefined where nothing says it before: a leaf is only part of what follows. */
  readonly expected?: string;
  /** Undefined where there is nothing to hash: it is withheld, or not here yet. */
  readonly found?: string;
  /** Why nothing is shown: as the proof says. */
  readonly withheld?: string;
}

/** A line with all its hashes. */
export interface RecomputedLine {
  readonly line: ProofLine;
  readonly seq: number;
  readonly kind: string;
  /** The log that the line's values make; undefined where no log can hold them. */
  readonly log: LogBytes | undefined;
  readonly rows: readonly HashRow[];
}

/** Whether a hash is what it is expected to be; undefined where that cannot be said. */
export function isAsExpected({ expected, found }: HashRow): boolean | undefined {
  return expected === undefined || found === undefined ? undefined : expected === found;
}

/** The SHA-256 of what was fetched for a file that a line names; undefined while it is not here. */
export type FoundFile = (file: Pick<Attachment, "sha256" | "title">, seq: number) => string | undefined;

/** All lines of a proof. Goes on after a line that was changed: each of the following differs then too. */
export function recompute(proof: Proof, foundFile: FoundFile): readonly RecomputedLine[] {
  let head: Hex = EMPTY_HEAD;
  return proof.lines.map((line) => {
    const log = logOf(line);
    const rows = documentsOf(line).flatMap((place) => documentRows(proof, place, foundFile));
    if (log) {
      const leaf = leafOf(log);
      head = nextHead(head, leaf);
      rows.push({ hashed: "leaf", found: leaf }, { hashed: "head", expected: line.head, found: head });
    }
    return { line, seq: seqOf(line), kind: lineKind(line), log, rows };
  });
}

function logOf({ event, args }: ProofLine): LogBytes | undefined {
  try {
    return encodeLog(event, args);
  } catch {
    return undefined;
  }
}

function documentRows(
  proof: Proof,
  { at, digest }: Pick<ReturnType<typeof documentsOf>[number], "at" | "digest">,
  foundFile: FoundFile,
): HashRow[] {
  const index = at.index === undefined ? {} : { index: at.index };
  const shown = proof.documents[digest];
  if (shown?.status !== "public") {
    return [{ hashed: "document", ...index, expected: digest, withheld: shown?.status ?? "missing" }];
  }
  const { text } = shown;
  const bytes = new TextEncoder().encode(text).length;
  const row: HashRow = { hashed: "document", ...index, bytes, expected: digest, found: documentDigest(text) };
  const document = parseDocument(text);
  const files = document ? attachmentsOf(document) : [];
  return [row, ...files.map((file) => fileRow(proof, file, foundFile(file, at.seq ?? 0)))];
}

function fileRow(proof: Proof, { title, size, sha256 }: Attachment, found: string | undefined): HashRow {
  const row = { hashed: "file", title: harmless(title), bytes: size, expected: sha256 } as const;
  const status = proof.attachments[sha256]?.status ?? "missing";
  if (status !== "public") return { ...row, withheld: status };
  return found === undefined ? row : { ...row, found };
}
