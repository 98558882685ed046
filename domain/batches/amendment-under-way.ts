import type { Act } from "../operations/outbox.ts";
import type { StepPosition } from "../records/amendments.ts";
import { documentText, parseDocument, type RecordDocument } from "../records/record-document.ts";
import type { Services } from "../services.ts";

/** The document of an amendment. */
export type AmendmentDocument = Extract<RecordDocument, { readonly record: "amendment" }>;

/** The last amendment of a step among acts that are on their way to the chain; undefined where there is none. */
export async function amendmentUnderWay(
  { objects }: Pick<Services, "objects">,
  undone: readonly Act[],
  { seq, index }: StepPosition,
): Promise<AmendmentDocument | undefined> {
  const last = undone.findLast((act) => act.verb === "amend" && act.amended === seq && (act.index ?? 0) === index);
  const bytes = last && "digest" in last ? await objects.get(last.digest) : undefined;
  const document = bytes && parseDocument(documentText(bytes) ?? "");
  return document?.record === "amendment" ? document : undefined;
}
