import type { Mutant } from "../../scripts/test/mutant.ts";
import { guardOf } from "./guard.ts";

const inOutbox = guardOf("chain/outbox", "test/outbox");
const plan = inOutbox("plan", "plan");
const refusals = inOutbox("refusals", "refusals");
const compose = inOutbox("compose", "compose");
const fairness = inOutbox("compose", "fairness");
const build = inOutbox("build", "compose");
const intake = inOutbox("index", "intake");

/** What is taken on, and what is brought to the chain under which signature: each exactly once. */
export const outbox: readonly Mutant[] = [
  plan(
    ".every((open) => open === nonce)",
    ".some((open) => open === nonce)",
    "what is in a transaction of another nonce too is not signed anew",
  ),
  plan(
    ".every((open) => open === nonce)",
    ".every(() => true)",
    "what is in a transaction of another nonce is not signed anew",
  ),
  plan(
    ".every((open) => open === nonce)",
    ".every(() => false)",
    "what is in transactions of the nonce at hand alone is signed anew",
  ),
  plan(
    "if (isOverFor(LONG_OVER, operation.scope.deadline)) return true;",
    "",
    "a signature that is long over holds nothing up for good",
  ),
  plan(
    "if (isOverFor(LONG_OVER, operation.scope.deadline))",
    "if (isOverFor(0, operation.scope.deadline))",
    "a signature that is just over may have landed in a block that is not final",
  ),
  plan("const LONG_OVER = 3_600;", "const LONG_OVER = 3_590;", "a signature is over an hour after its time"),
  plan(
    "return taken !== undefined && taken <= finalBlock;",
    "return taken !== undefined;",
    "another's line that may be taken back does not set an operation free",
  ),
  plan(
    "return taken !== undefined && taken <= finalBlock;",
    "return taken !== undefined && taken < finalBlock;",
    "another's line in a final block sets an operation free",
  ),
  plan(
    "return taken !== undefined && taken <= finalBlock;",
    "return false;",
    "another's line sets an operation free at all",
  ),
  plan(
    'const creation = remaining.find(({ act }) => act.verb === "create");',
    "const creation = undefined as LoggedOperation | undefined;",
    "a batch's creation is brought before what was done to it",
  ),
  plan(
    'if (operation.act.verb === "grantRole") planned.push',
    'if (operation.act.verb === "grantRole") held.push({ operation, awaitedBlock: null, isOver: false });\n    else if (operation.act.verb === ("" as string)) planned.push',
    "grants are brought",
  ),
  plan(
    "const next = ready.find((operation) => signedSeq(operation) === seq + 1);",
    "const next = undefined as LoggedOperation | undefined;",
    "what was signed as the next line is brought as it is",
  ),
  plan(
    "const ready = remaining.filter(mayGo);",
    "const ready = remaining;\n    void mayGo;",
    "acts on a batch keep the order in which they were accepted",
  ),
  plan('new Set(["record", "inspect"])', "new Set()", "a step that waits holds up no other step"),
  plan(
    "!operation.signature && isFree(operation)",
    "isFree(operation)",
    "what a wallet signed is brought under no other number",
  ),
  plan(
    "if (await log.wasSent(operation.id)) return isOverFor(LONG_OVER, deadline);",
    "",
    "what a wallet signed and was sent may still be brought by others",
  ),
  plan(
    "return isTaken || isOverFor(0, deadline);",
    "return isOverFor(0, deadline);",
    "what a wallet signed as a line that is taken is over",
  ),
  plan("return isTaken || isOverFor(0, deadline);", "return isTaken;", "what a wallet signed is over with its time"),
  plan(
    "return { operation, awaitedBlock: taken ?? null,",
    "return { operation, awaitedBlock: null,",
    "the block is awaited whose line is in the way",
  ),

  refusals(
    "if (!(await isRefusedAt(data, mirror, options))) return again();",
    "",
    "a refusal by a node that lags fails nothing",
  ),
  refusals(
    "if (canPass || (await log.hasPredecessor(operation)))",
    "if (canPass)",
    "an act is not refused for what was accepted before it and is still to come",
  ),
  refusals(
    "if (canPass || (await log.hasPredecessor(operation)))",
    "if (await log.hasPredecessor(operation))",
    "a refusal that can pass fails nothing",
  ),
  refusals(
    '(operation.signature === null || refusal.name === "EnforcedPause")',
    "operation.signature === null",
    "that writing is stopped fails nothing that a wallet signed",
  ),
  refusals(
    '(operation.signature === null || refusal.name === "EnforcedPause")',
    "true",
    "a wallet's signature that is refused is not tried for ever",
  ),
  refusals(
    "if (OF_WHAT_LACKS.has(refusal.name) || (await log.wasSent(operation.id)))",
    "if (await log.wasSent(operation.id))",
    "what an act lacks may come back",
  ),
  refusals(
    "if (OF_WHAT_LACKS.has(refusal.name) || (await log.wasSent(operation.id)))",
    "if (OF_WHAT_LACKS.has(refusal.name))",
    "what was sent once may land after it was refused",
  ),
  refusals('new Set(["UnknownBatch", "UnknownLine"])', 'new Set(["UnknownBatch"])', "a line that lacks may come back"),
  refusals('new Set(["UnknownBatch", "UnknownLine"])', 'new Set(["UnknownLine"])', "a batch that lacks may come back"),
  refusals(
    "if (operation.awaitedBlock === null) return again(mirror.block);",
    "",
    "a refusal is looked at twice before it counts as final",
  ),
  refusals(
    "if (operation.awaitedBlock > mirror.finalBlock) return again();",
    "",
    "a refusal fails what may come back only with its block final",
  ),
  refusals(
    "if (operation.awaitedBlock > mirror.finalBlock)",
    "if (operation.awaitedBlock >= mirror.finalBlock)",
    "a refusal fails with its block final",
  ),
  refusals(
    "await relayer.dryRun(data, blockHash);",
    'await relayer.dryRun(data, `0x${"0".repeat(64)}`);',
    "a refusal is looked at as of the mirror's block",
  ),
  refusals(
    "    if (refusalOf(error)) return true;\n    throw error;",
    "    return true;",
    "a node that does not answer refuses nothing",
  ),
  refusals(
    "if (isOver || isFinallyOver)",
    "if (isOver)",
    "what a wallet signed fails when another's line of its number is final",
  ),
  refusals("if (isOver || isFinallyOver)", "if (isFinallyOver)", "what a wallet signed fails when it is over"),
  refusals(
    "operation.signature !== null && awaitedBlock !== null",
    "awaitedBlock !== null",
    "what is signed here does not fail for another's line",
  ),
  refusals(
    "awaitedBlock !== null && awaitedBlock <= mirror.finalBlock",
    "awaitedBlock !== null",
    "another's line that may be taken back fails nothing",
  ),
  refusals(
    "awaitedBlock ?? operation.awaitedBlock ?? mirror.block",
    "awaitedBlock ?? mirror.block",
    "what waits for a block waits for the same one",
  ),
  refusals(
    "awaitedBlock ?? operation.awaitedBlock ?? mirror.block",
    "awaitedBlock ?? operation.awaitedBlock ?? undefined",
    "what cannot be placed waits for a block",
  ),

  compose(
    "if (signer === undefined) continue;",
    "if (signer === undefined) break;",
    "a key that cannot be had holds up no other act",
  ),
  compose(
    "await options.log.postpone(id, nextTry(one.operation));",
    'await options.log.fail(id, "internal", "no key");',
    "a key that cannot be had now fails nothing",
  ),
  compose(
    '      await options.log.fail(id, "chain-rejected", "The contract has no words for this act");\n',
    "",
    "an act that no call can tell fails",
  ),
  compose(
    '      options.logger.error({ operation: id, error }, "an operation cannot be told to the contract");\n',
    "      throw error;\n",
    "an act that no call can tell stops no other",
  ),
  compose(
    "if (count > 1) {",
    "if (count > 1) return undefined;\n      if (count > 1) {",
    "fewer are brought where not all can be",
  ),
  compose("      isProbe = true;\n", "", "after one in trouble the others are brought together"),
  compose(
    "calls.filter((call) => !isAfter(first, call))",
    "calls.slice(1)",
    "what was planned behind one in trouble on its batch is planned anew",
  ),
  fairness("calls.filter((call) => !isAfter(first, call))", "[]", "many in trouble keep no other waiting"),
  compose("if (refusal) await refuse(", "if (false) await refuse(", "what the contract refuses alone is refused"),
  compose(
    "      else await putOff(first, error, options);\n",
    "      else throw error;\n",
    "one that the node does not take holds up no other",
  ),
  compose("      if (!(error instanceof RpcError)) throw error;\n", "", "a node that does not answer puts nothing off"),
  build(
    "before.deadline > time + SIGNATURE_MARGIN",
    "before.deadline > time",
    "a signature that is over soon is made anew",
  ),
  build("before.seq === planned.seq && ", "", "a signature names the line that is planned"),
  build(
    "const isGood = before !== null &&",
    "const isGood = false && before !== null &&",
    "the same act is signed as before",
  ),

  intake(
    "if (!(await log.signed(id, signature))) throw signedBefore;",
    "await log.signed(id, signature);",
    "an operation is signed once",
  ),
  intake('if (operation.state !== "unsigned") throw signedBefore;', "", "what was signed is not signed again"),
  intake(
    "if (requestHash === idempotency.requestHash) return operation;",
    "return operation;",
    "a key is for one request",
  ),
  intake(
    "return existing && idempotency ? sameRequest(",
    "return false ? sameRequest(",
    "a key is for one request where it is accepted",
  ),
  intake(
    "      sameRequest(operation, requestHash, idempotency);\n",
    "",
    "a key is for one request where it is proposed",
  ),
  intake(
    "if (!(await isSignedBy(operation.actor, operation.typedData, signature, options).catch(cannotAsk)))",
    "if (false)",
    "only the actor's signature is taken",
  ),
  intake('if (operation.state !== "unsigned") return operation;', "", "what is signed is not proposed anew"),
];
