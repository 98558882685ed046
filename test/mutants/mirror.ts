import type { Mutant } from "../../scripts/test/mutant.ts";

const fold = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "domain/fold.ts",
  replace,
  by,
  tests: ["test/domain/fold.test.ts"],
  guarantee,
});

const indexer = (file: string, replace: string, by: string, guarantee: string): Mutant => ({
  file: `indexer/${file}`,
  replace,
  by,
  tests: ["test/indexer/guards.test.ts"],
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

  indexer("sync.ts", " && !log.removed", "", "logs that a reorganisation took back are not mirrored"),
  indexer(
    "sync.ts",
    "log.address.toLowerCase() === options.contract && ",
    "",
    "logs of other contracts are not mirrored",
  ),
  indexer("sync.ts", "log.address.toLowerCase() ===", "log.address ===", "an address may be written in capitals"),
  indexer(
    "sync.ts",
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
  indexer(
    "sync.ts",
    "  await takeUpMissing(database, statements, options.objects, logger);\n",
    "",
    "a document that comes late is taken up",
  ),
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
  indexer("records.ts", "bytes && bytes.length <= MAXIMUM_SIZE ?", "bytes ?", "an overlong document is not kept"),
  indexer(
    "records.ts",
    "bytes.length <= MAXIMUM_SIZE",
    "bytes.length < MAXIMUM_SIZE",
    "a document of a mebibyte is kept",
  ),
  indexer(
    "records.ts",
    '    return { text: null, visibility: "missing" };',
    "    throw error;",
    "a damaged document does not stop the mirror",
  ),
  indexer(
    "fact.ts",
    "if (!decoded) throw new Error(",
    "if (!decoded) return { line: null } as never;\n  if (false) throw new Error(",
    "an unknown event is no fact",
  ),
];
