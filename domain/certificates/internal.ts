/** What the use cases of certificates share. */

import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { fileIn } from "../files/attachments.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { newSalt } from "../operations/submit-act.ts";
import { RECORD_FORMAT, type RecordDocument } from "../records/record-document.ts";
import { DomainError } from "../shared/errors.ts";
import { userIdOf } from "../shared/identifiers.ts";
import type { JsonValue } from "../shared/json.ts";
import { isoTime } from "../shared/time.ts";

/** A line about a certificate. */
export interface CertificateLine {
  readonly kind: string;
  readonly title: string;
  readonly description?: string;
  readonly details: Readonly<Record<string, JsonValue>>;
  /** The PDF. */
  readonly file?: ObjectInfo;
  readonly at: Date;
}

/** The record of a line about a certificate. */
export function certificateRecord(account: Account, code: string, line: CertificateLine): RecordDocument {
  const { kind, title, description = "", details, file, at } = line;
  return {
    format: RECORD_FORMAT,
    salt: newSalt(),
    code,
    eventTime: isoTime(at),
    record: "step",
    kind,
    step: {
      type: kind,
      title,
      description,
      location: "",
      operator: { id: userIdOf(account.id), name: account.name },
      details,
      attachments: file ? [fileIn({ type: "document", title }, file)] : [],
    },
  };
}

/** Throws a `conflict` while a recall or a fail stands: nobody's word makes such a batch good. */
export function requireGood({ status, verdict }: Batch, done: string): void {
  if (status === "recalled") throw new DomainError("conflict", `A recalled trace batch cannot be ${done}`);
  if (verdict !== "fail") return;
  throw new DomainError(
    "conflict",
    `A trace batch that failed an inspection cannot be ${done}: the fail stands until whoever gave it, or a regulator, passes the batch`,
  );
}
