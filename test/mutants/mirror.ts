import type { Mutant } from "../../scripts/test/mutant.ts";

const fold = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "domain/fold.ts",
  replace,
  by,
  tests: ["test/domain/fold.test.ts"],
  guarantee,
});

/** The mirror: a batch's state, and the indexer. */
export const mirror: readonly Mutant[] = [
  fold("line.seq !== (state?.seq ?? 0) + 1", "false", "a line follows the one before it, and no other"),
  fold("line.seq !== (state?.seq ?? 0) + 1", "line.seq <= (state?.seq ?? 0)", "no line is left out"),
  fold('status: "recalled", offeredTo: null', 'status: "recalled"', "an offer ends with a recall"),
  fold('status: "withdrawn", offeredTo: null', 'status: "withdrawn"', "an offer ends with a withdrawal"),
  fold(
    "custodian: line.actor, offeredTo: null };\n    case",
    "custodian: line.actor };\n    case",
    "an offer ends with its acceptance",
  ),
  fold(
    'case "OfferCancelled":\n      return { ...next, offeredTo: null };',
    'case "OfferCancelled":\n      return next;',
    "an offer ends with a refusal",
  ),
  fold(
    "String(line.args.quantity), offeredTo: null };\n    default",
    "String(line.args.quantity) };\n    default",
    "an offer ends with a split",
  ),
  fold("line.args.amended === 1 ?", "true ?", "a batch is described by what amends its first line"),
  fold("if (!isBeginning(line.event)) throw", "if (false) throw", "a batch begins with a beginning"),
];
