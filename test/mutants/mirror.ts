import type { Mutant } from "../../scripts/test/mutant.ts";

const fold = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "domain/records/fold.ts",
  replace,
  by,
  tests: ["test/domain/records/fold.test.ts"],
  guarantee,
});

const ending = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "domain/records/endings.ts",
  replace,
  by,
  tests: ["test/domain/records/endings.test.ts"],
  guarantee,
});

const indexer = (file: string, replace: string, by: string, guarantee: string): Mutant => ({
  file: `indexer/${file}`,
  replace,
  by,
  tests: ["test/indexer/guards.test.ts"],
  guarantee,
});

const reorg = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "indexer/reorg.ts",
  replace,
  by,
  tests: ["test/indexer/reorg.test.ts"],
  guarantee,
});

const late = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "indexer/late-records.ts",
  replace,
  by,
  tests: ["test/indexer/late-records.test.ts"],
  guarantee,
});

/** The mirror: a batch's state, and the indexer. */
export const mirror: readonly Mutant[] = [
  fold("line.seq !== (state?.seq ?? 0) + 1", "false", "a line follows the one before it, and no other"),
  fold("line.seq !== (state?.seq ?? 0) + 1", "line.seq <= (state?.seq ?? 0)", "no line is left out"),
  fold(
    "...withEnding(state, line), offeredTo: null",
    "...withEnding(state, line)",
    "an offer ends with a recall and with a withdrawal",
  ),
  ending("& ~recallBit(args.recaller)", "& 0", "a recall is lifted by its own side alone"),
  ending("(recalls & BY_ORDER) !== 0 || ", "", "an order shows on a withdrawn batch"),
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
    "...amountsAfter(state, line), offeredTo: null };",
    "...amountsAfter(state, line) };",
    "an offer ends with a split",
  ),
  fold("line.args.amended === 1 &&", "true &&", "a batch is described by what amends its first line"),
  fold("&& line.actor === state.creator", "", "another's amendment describes no batch"),
  fold("if (!isBeginning(line.event)) throw", "if (false) throw", "a batch begins with a beginning"),

  indexer("read-chain.ts", " && !log.removed", "", "logs that a reorganisation took back are not mirrored"),
  indexer(
    "read-chain.ts",
    "log.address.toLowerCase() === contract && ",
    "",
    "logs of other contracts are not mirrored",
  ),
  indexer("read-chain.ts", "log.address.toLowerCase() ===", "log.address ===", "an address may be written in capitals"),
  indexer(
    "read-chain.ts",
    "a.blockNumber - b.blockNumber || a.logIndex - b.logIndex",
    "0",
    "logs are mirrored in the order of the chain",
  ),
  indexer(
    "sync.ts",
    "Math.min(await options.finalBlock(), head)",
    "await options.finalBlock()",
    "no block that is not there is final",
  ),
  indexer(
    "sync.ts",
    "    statements.setFinalBlock.run(finalBlock, finalBlock);\n",
    "",
    "what became final is told without a line",
  ),
  indexer("sync.ts", "  await options.late.readArrived();\n", "", "a document that comes late is taken up"),
  indexer(
    "reorg.ts",
    "Math.min(cursor.final_block, to.number)",
    "cursor.final_block",
    "what was taken back is not final",
  ),
  indexer(
    "reorg.ts",
    "      statements.deleteOrphanRecords.run();\n",
    "",
    "documents go with the lines that named them",
  ),
  indexer(
    "start.ts",
    "!sameChain || cursor.contract !== deployment.contract",
    "!sameChain",
    "another contract is another mirror",
  ),
  indexer("start.ts", " && cursor.genesis_hash === genesis.hash", "", "another genesis is another mirror"),
  indexer("start.ts", "cursor.chain_id === deployment.chainId && ", "", "a chain of another number is another mirror"),
  indexer(
    "records.ts",
    "(bytes && documentText(bytes)) ?? null",
    "bytes ? Buffer.from(bytes).toString() : null",
    "an overlong document is not kept",
  ),
  ...(["1_048_575", "1_048_577"] as const).map((length) => ({
    file: "domain/records/record-document.ts",
    replace: "depth: 64, length: 1_048_576,",
    by: `depth: 64, length: ${length},`,
    tests: ["test/indexer/guards.test.ts"],
    guarantee: `a document of a mebibyte is kept, and no longer one, not one of ${length}`,
  })),
  late(
    "statements.dequeue.run(each.actor, each.not_before, each.digest);\n",
    "\n",
    "what was asked for waits for its next turn",
  ),
  late(
    "const arrivals = statements.arrivals.all(ARRIVALS);",
    "const arrivals = statements.arrivals.all(0);",
    "a document whose arrival is told is taken up at once",
  ),
  late(
    'if (records.get(digest as Hex)?.visibility === "missing") enqueueAnew(digest);',
    "",
    "what arrived and could not be read is asked for again soon",
  ),
  late("      served = lane;\n", "", "the lanes take turns"),
  late("time + pauseAfter(each.attempts)", "time + pauseAfter(0)", "less and less is asked for digests of nothing"),
  indexer(
    "records.ts",
    '    return { text: null, visibility: "missing" };',
    "    throw error;",
    "a damaged document does not stop the mirror",
  ),
  indexer(
    "fact.ts",
    "throw new Error(`the contract emitted",
    "return undefined;\n    throw new Error(`the contract emitted",
    "an unknown event is no fact",
  ),
  {
    file: "indexer/missed-lines.ts",
    replace: "state.lineCount === cursor.line && state.chain === cursor.chain",
    by: "state.lineCount === cursor.line",
    tests: ["test/indexer/chain.test.ts"],
    guarantee: "a mirror of as many lines, but others, is not whole",
  },
  {
    file: "indexer/whole-chain.ts",
    replace: "lines === state.lineCount && chain === state.chain",
    by: "lines === state.lineCount",
    tests: ["test/indexer/chain.test.ts"],
    guarantee: "a node that exchanges lines is named by the verification of all",
  },
  {
    file: "domain/records/amendments.ts",
    replace: "step && before.get(step.seq)?.actor === line.actor",
    by: "step",
    tests: ["test/domain/records/amendments.test.ts"],
    guarantee: "an amendment counts only by who wrote what it amends",
  },
  reorg("statements.deleteFactsAfter.run(to.number);", "", "the mirror takes back what a reorganisation took away"),
  reorg(
    "for (const batchId of touched) refoldBatch(statements, batchId);",
    "",
    "the batches that a reorganisation touched are folded anew",
  ),
  reorg("rebuildAdministration(statements);", "", "roles that a reorganisation took back are taken back in the mirror"),
];
