/** What recalls that stand say, by the records of their lines. */
import { standingRecalls } from "../../../domain/records/endings.ts";
import type { Proof } from "../../../proof/proof.ts";
import { stepDescription } from "./step.ts";
import type { Version } from "./version.ts";

/** What is to be known of a recall. */
export interface RecallWords {
  readonly class: string;
  readonly reason: string;
  readonly instruction: string;
  readonly contact: string;
}

/** The words of a recall, in a record whose digest is on chain. */
export interface RecordedRecall {
  readonly version: Version;
  readonly words: RecallWords;
}

/** The recalls that stand, as their records have them; of one whose record cannot be shown as true only the warning is. */
export function recallsIn({ lines }: Proof, versions: readonly Version[]): readonly RecordedRecall[] {
  const standing = new Set(standingRecalls(lines));
  return versions.flatMap((version) => {
    const step = standing.has(version.line) && !version.fault ? stepDescription(version) : undefined;
    if (!step) return [];
    const told = (name: string) => String(step.details[name] ?? "");
    const words = { class: told("class"), instruction: told("instruction"), contact: told("contact") };
    return [{ version, words: { ...words, reason: step.description } }];
  });
}

/** Whether both say the same. */
export const isSameRecall = (one: RecallWords, other: RecallWords) =>
  (["class", "reason", "instruction", "contact"] as const).every((name) => one[name] === other[name]);
