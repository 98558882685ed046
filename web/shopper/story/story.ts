import { attestedIn, certifiedIn, revokedIn } from "../../../domain/certificates/certificate.ts";
import { type Quantities, quantitiesOf } from "../../../domain/lineage/amounts.ts";
import { type NoticeName, noticesOf } from "../../../domain/names/notices.ts";
import { amountsOfLines } from "../../../domain/records/gone.ts";
import { gravest, type Hold, holdsOf } from "../../../domain/records/holds.ts";
import { isBeginning } from "../../../domain/records/kinds.ts";
import type { BatchDescription } from "../../../domain/records/record-document.ts";
import { standingOf } from "../../../domain/records/standing.ts";
import type { Check } from "../../../proof/check.ts";
import { checkDocuments } from "../../../proof/check-documents.ts";
import { seqOf } from "../../../proof/check-lines.ts";
import { erasuresIn, type ToldErasure } from "../../../proof/erasures.ts";
import { textOf } from "../../../proof/kind.ts";
import type { Proof } from "../../../proof/proof.ts";
import { type RecordedRecall, recallsIn } from "./recalls.ts";
import { apartFrom, batchDescription, groupSteps, type Statement, type Step } from "./step.ts";
import { readVersions, type Version } from "./version.ts";

/** The product as the creation, or its latest readable revision, describes it. */
export interface ProductStory {
  readonly description: BatchDescription;
  /** The version that it comes from; if that has a fault, the description must not be shown as true. */
  readonly version: Version;
}

/** A line that may tell of a hold; without its document where that must not be shown as true. */
type HoldVersion = Version & { readonly event: string };

const holdVersion = (version: Version): HoldVersion => ({
  ...version,
  event: version.line.event,
  document: version.fault ? undefined : version.document,
});

/** Everything on the page, and nothing that is not in the proof. */
export interface Story {
  /** The batch's first line, of whoever made it. */
  readonly creation: Version | undefined;
  readonly code: string;
  readonly product: ProductStory | undefined;
  /**
   * How much there was and is, and what became of the rest, from the chain. So is the unit, except for split batches: theirs
   * comes from the document.
   */
  readonly amount: Quantities | undefined;
  readonly steps: readonly Step[];
  /** What nobody can read, or is dated before the batch: no part of its journey. */
  readonly statements: readonly Statement[];
  readonly certificates: readonly Step[];
  readonly latestInspection: Step | undefined;
  /** What must be said before everything else, the gravest first: a genuine journey may still carry a warning. */
  readonly warnings: readonly NoticeName[];
  /** The failed inspections that stand, and what others passed since the first of them. */
  readonly fails: readonly Step[];
  readonly passesBeside: readonly Step[];
  /** What was said of texts that are gone, by the places of their lines. */
  readonly erasures: ReadonlyMap<string, ToldErasure>;
  /** The hold that stands on it now. */
  readonly hold: Hold<HoldVersion> | null;
  /** What the recalls that stand say. */
  readonly recalls: readonly RecordedRecall[];
  /** True if no document is public. */
  readonly allWithheld: boolean;
}

/** Turn a proof into the page's story. Documents that fail their check carry their fault. */
export function tellStory(proof: Proof): Story {
  const documentChecks = checkSafely(proof);
  const versions = proof.lines.flatMap((line) => readVersions(proof, line, documentChecks));
  const { journey: steps, statements } = apartFrom(groupSteps(versions));
  const creation = steps.find((step) => isBeginning(step.versions[0].line.event));
  const product = creation && productOf(creation);
  const { status, fails } = standingOf(proof.lines);
  const failed = new Set(fails.map(seqOf));
  const firstFail = steps.find(({ seq }) => failed.has(seq))?.seq ?? Infinity;
  return {
    creation: creation?.versions[0],
    code: proof.batch.code,
    product,
    amount: creation && amountOf(proof, creation, product?.description),
    steps,
    statements,
    certificates: steps.filter(isCertification),
    latestInspection: steps.findLast((step) => step.verdict !== undefined),
    warnings: noticesOf({ status, verdict: fails.length > 0 ? "fail" : null }),
    fails: steps.filter(({ seq }) => failed.has(seq)),
    passesBeside: steps.filter(({ seq, verdict }) => verdict === "pass" && seq > firstFail),
    erasures: erasuresIn(proof),
    hold: gravest(holdsOf(versions.map(holdVersion), new Date())),
    recalls: recallsIn(proof, versions),
    allWithheld: versions.length > 0 && versions.every(({ status }) => status === "restricted" || status === "erased"),
  };
}

/** A certificate of the product: neither a traceability certificate nor what was said of one. */
function isCertification(step: Step): boolean {
  const { document } = step.versions[0];
  return step.kind === "certificate" && !certifiedIn(document) && !revokedIn(document) && !attestedIn(document);
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

function amountOf(proof: Proof, creation: Step, description: BatchDescription | undefined): Story["amount"] {
  const { unit } = creation.versions[0].line.args;
  try {
    const amounts = amountsOfLines(proof.lines);
    const code = unit === undefined ? description?.unit : textOf(String(unit));
    if (code === undefined || !amounts) return undefined;
    return quantitiesOf({ ...amounts, unit: code, description: description ?? null });
  } catch {
    return undefined;
  }
}
