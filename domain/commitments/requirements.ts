/** What a commitment needs, and what speaks against one: whoever is refused reads why. */
import type { Batch } from "../batches/batch.ts";
import type { IllOrigin } from "../names/notices.ts";
import type { Line } from "../records/line.ts";
import { DomainError, type ErrorDetail } from "../shared/errors.ts";
import { fromThousandths, unitName } from "../shared/quantity.ts";
import { BASES, type Basis, basisOf, TESTED } from "./commitment.ts";

/** What its issuer says. */
export interface CommitmentFields {
  readonly basis: readonly string[];
  readonly contact: string;
  readonly place: string;
}

/** What has to stand in every commitment besides its number, its time and its promise. */
export interface CommitmentTerms {
  readonly product: string;
  readonly quantity: string;
  readonly unit: string;
  readonly place: string;
  readonly subject: string;
  readonly contact: string;
  readonly basis: readonly Basis[];
}

const WORDS = Object.entries(BASES)
  .map(([zh, en]) => `${zh} (${en})`)
  .join(", ");

/**
 * The terms of a commitment. Throws a `validation` error that names everything that is missing or unknown at once.
 *
 * @param batch As the public may see it: a commitment is passed on.
 */
export function termsOf(
  fields: CommitmentFields,
  batch: Pick<Batch, "description" | "quantity" | "unit">,
  lines: readonly Pick<Line, "event" | "kind">[],
  subject: string | null,
): CommitmentTerms {
  const { description } = batch;
  const named = fields.basis.map(basisOf);
  const basis = [...new Set(named.filter((each) => each !== undefined))];
  const terms: CommitmentTerms = {
    product: description?.product.name || description?.name || "",
    quantity: batch.quantity > 0n ? String(fromThousandths(batch.quantity)) : "",
    unit: unitName(batch.unit),
    place: fields.place || description?.producer.location || "",
    subject: subject ?? "",
    contact: fields.contact,
    basis,
  };
  const missing: ErrorDetail[] = [];
  // With the order's own word for each, which the paper has too.
  const need = (field: string, isThere: boolean, message: string) => {
    if (!isThere) missing.push({ field, message });
  };
  const seen = description ? "" : ": the batch's description is withheld from the public";
  need("product", terms.product !== "", `The product's name (产品名称) is missing${seen}`);
  need("quantity", terms.quantity !== "", "The quantity (数量) is missing: nothing remains of the batch");
  need("place", terms.place !== "", "The place of production (产地) is missing");
  need("subject", terms.subject !== "", "The name of whoever promises (承诺主体) is missing");
  need("contact", terms.contact !== "", "Contact details (联系方式) are missing");
  const isKnown = basis.length > 0 && named.every((each) => each !== undefined);
  const what = fields.basis.length === 0 ? "The basis (承诺依据) is missing" : "This is no basis (承诺依据)";
  need("basis", isKnown, `${what}: name one or more of ${WORDS}`);
  need(
    "basis",
    !basis.some((each) => TESTED.includes(each)) || lines.some(isTest),
    "A test record (检测记录) is missing: testing as a basis takes an inspection or an evaluation on chain",
  );
  if (missing.length > 0) throw new DomainError("validation", "Validation failed", missing);
  return terms;
}

/**
 * Throws a `conflict` for goods of which nothing good can be promised.
 *
 * @param number The certificate that came with them, where they are a supplier's.
 */
export function requirePromisable({ status, verdict }: Pick<Batch, "status" | "verdict">, number?: string): void {
  if (status !== "recalled" && verdict !== "fail") return;
  const why = status === "recalled" ? "is recalled" : "failed an inspection, and the fail stands";
  throw new DomainError(
    "conflict",
    number === undefined
      ? `No commitment certificate (承诺达标合格证) is issued: the trace batch ${why}`
      : `Commitment certificate ${number} cannot be collected: its trace batch ${why}`,
  );
}

/**
 * Throws a `conflict` for goods that come of a batch that is recalled, or that failed an inspection while they passed none
 * of their own: nothing becomes good by being divided or mixed.
 */
export function requireGoodOrigins(ill: IllOrigin): void {
  if (ill === undefined) return;
  const why = ill === "recalled" ? "is recalled" : "failed an inspection, and the fail stands";
  throw new DomainError(
    "conflict",
    `No commitment certificate (承诺达标合格证) is issued: a batch that the trace batch was made of ${why}`,
  );
}

function isTest({ event, kind }: Pick<Line, "event" | "kind">): boolean {
  return event === "Inspected" || ((event === "Recorded" || event === "SeriesRecorded") && kind === "evaluation");
}
