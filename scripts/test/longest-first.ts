/**
 * The order of test files: those first that take the longest, and of these those that mostly wait. Begun last, one of
 * them would be all that is left to wait for. Vitest's own order goes by the times of earlier runs, which a fresh clone
 * has none of.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By the beginnings of their paths below `test/`. */
const LONG = [
  "end-to-end/",
  "chaos/",
  "integrations/faults/",
  "outbox/crash",
  "outbox/transitions",
  "deploy/",
  "recovery/lost-database",
  "contracts/model",
  "indexer/",
  "backup/",
  "web/",
  "packages/",
  "api/storage-faults",
  "api/documents/unreadable",
  "api/traces/",
  "api/",
];

function rankOf({ moduleId }: TestSpecification): number {
  const path = moduleId.slice(moduleId.lastIndexOf("/test/") + "/test/".length);
  const rank = LONG.findIndex((beginning) => path.startsWith(beginning));
  return rank < 0 ? LONG.length : rank;
}

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
