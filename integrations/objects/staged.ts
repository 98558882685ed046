/** Checks of uploaded files that both storages share. */

import type { StagedFile } from "../../domain/files/upload-staging.ts";
import { DomainError, invalid } from "../../domain/shared/errors.ts";
import type { FileFacts } from "./file-facts.ts";

/** The number of parts of a file. */
export function partCount({ size, partSize }: StagedFile): number {
  return Math.ceil(size / partSize);
}

/** A part's size. */
export function sizeOfPart(file: StagedFile, number: number): number {
  return Math.min(file.partSize, file.size - (number - 1) * file.partSize);
}

/** Throws `validation` unless the upload matches its announcement. */
export function checkFacts(file: StagedFile, { sha256, size }: FileFacts): void {
  if (size !== file.size) throw invalid("body", `The file has ${size} bytes; ${file.size} were announced`);
  if (sha256 !== file.sha256) throw invalid("body", "The file's SHA-256 is not the one that was announced");
}

/** The error while parts are missing. */
export function missing(numbers: readonly number[]): DomainError {
  const which = numbers.length === 1 ? `Part ${numbers[0]} was` : `Parts ${numbers.slice(0, 10).join(", ")} were`;
  return new DomainError("conflict", `${which} not brought yet`);
}
