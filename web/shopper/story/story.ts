import { certifiedIn, revokedIn } from "../../../domain/certificates/certificate.ts";
import { isBeginning } from "../../../domain/records/kinds.ts";
import type { BatchDescription } from "../../../domain/records/record-document.ts";
import { fromThousandths, unitName } from "../../../domain/shared/quantity.ts";
import type { Check } from "../../../proof/check.ts";
import { checkDocuments } from "../../../proof/check-documents.ts";
import { seqOf } from "../../../proof/check-lines.ts";
import { textOf } from "../../../proof/kind.ts";
import type { Proof } from "../../../proof/proof.ts";
import { batchDescription, groupSteps, type Step } from "./step.ts";
import { readVersions, type Version } from "./version.ts";

/** The product as the creation, or its latest readable revision, describes it. */
export interface ProductStory {
  readonly description: BatchDescription;
  /** The version that it comes from; if that has a fault, the description must not be shown as true. */
  readonly version: Version;
}

/** Everything on the page, and nothing that is not in the proof. */
export interface Story {
  readonly code: string;
  readonly product: ProductStory | undefined;
  /**
   * The quantity at creation, from the chain. So is its unit, except for split batches: theirs comes from the document.
   */
  readonly amount: { readonly quantity: number; readonly unit: string } | undefined;
  readonly steps: readonly Step[];
  readonly certificates: readonly Step[];
  readonly latestInspection: Step | undefined;
  /** The batch's status, by its latest recall, lift or withdrawal: a genuine journey may still carry a warning. */
  readonly standing: "active" | "recalled" | "withdrawn";
  /** True if no document is public. */
  readonly allWithheld: boolean;
}

/** Turn a proof into the page's story. Documents that fail their check carry their fault. */
export function tellStory(proof: Proof): Story {
  const documentChecks = checkSafely(proof);
  const versions = proof.lines.flatMap((line) => readVersions(proof, line, documentChecks));
  const steps = groupSteps(versions);
  const creation = steps.find((step) => isBeginning(step.versions[0].line.event));
  const product = creation && productOf(creation);
  return {
    code: proof.batch.code,
    product,
    amount: creation && amountOf(creation, product?.description.unit),
    steps,
    certificates: steps.filter(isCertification),
    latestInspection: steps.findLast((step) => step.verdict !== undefined),
    standing: standingOf(proof),
    allWithheld: versions.length > 0 && versions.every(({ status }) => status === "restricted" || status === "erased"),
  };
}

/** A certificate of the product: neither a traceability certificate nor a revocation. */
function isCertification(step: Step): boolean {
  const { document } = step.versions[0];
  return step.kind === "certificate" && !certifiedIn(document) && !revokedIn(document);
}

function standingOf(proof: Proof): Story["standing"] {
  const latest = proof.lines.findLast(({ event }) => ["Recalled", "Lifted", "Withdrawn"].includes(event));
  if (latest?.event === "Recalled") return "recalled";
  return latest?.event === "Withdrawn" ? "withdrawn" : "active";
}

/** Values that cannot be on chain may stop the check; then no document of this proof is trusted. */
function checkSafely(proof: Proof): readonly Check[] {
  try {
    return checkDocuments(proof).checks;
  } catch {
    return proof.lines.map((line) => ({
      name: "document",
      outcome: "failed",
      seq: seqOf(line),
      reason: "malformed-line",
    }));
  }
}

function productOf(creation: Step): ProductStory | undefined {
  const version = creation.versions.findLast((each) => batchDescription(each) !== undefined);
  const description = version && batchDescription(version);
  return description && { description, version };
}

function amountOf(creation: Step, described: string | undefined): Story["amount"] {
  const { quantity, unit } = creation.versions[0].line.args;
  try {
    const code = unit === undefined ? described : textOf(String(unit));
    return code === undefined ? undefined : { quantity: fromThousandths(String(quantity)), unit: unitName(code) };
  } catch {
    return undefined;
  }
}
