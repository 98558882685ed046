import type { Mutant } from "../../scripts/test/mutant.ts";
import { guardOf } from "./guard.ts";

const inOutbox = guardOf("chain/outbox", "test/outbox");
const plan = inOutbox("plan", "plan");
const nonces = inOutbox("nonces", "nonces");
const takenNonces = guardOf("store/operations", "test/outbox")("operation-queue", "nonces");
const refusals = inOutbox("refusals", "refusals");
const compose = inOutbox("compose", "compose");
const givingNonces = inOutbox("compose", "nonces");
const fairness = inOutbox("compose", "fairness");
const build = inOutbox("build", "compose");
const intake = inOutbox("index", "intake");

/** What is taken on, and what is brought to the chain under which signature: each exactly once. */
export const outbox: readonly Mutant[] = [
  plan('new Set(["record", "inspect"])', "new Set()", "a step that waits holds up no other step"),
  plan("if (inItsWay) held.push(operation);", "if (false) held.push(operation);", "acts on a batch keep their order"),
  plan(".filter((other) => other.id !== id)", "", "acts on a batch that follow one another go together"),
  plan("if (RECALLS.has(verb)) return", "if (false) return", "a recall waits for nobody's step"),
  plan(
    "if (numbers.some((other) => other < number)) held.push(operation);",
    "if (false) held.push(operation);",
    "what officers do with an account keeps its order",
  ),

  nonces("if (known.taken.has(nonce)) continue;", "", "no two acts of an actor are signed under one nonce"),
  nonces("        known.taken.add(nonce);\n", "", "no two acts of one round are signed under one nonce"),
  nonces(
    "nonce < first + NONCE_WINDOW",
    "nonce < first + NONCE_WINDOW + 1",
    "no nonce is given that the contract does not take",
  ),
  nonces("return age >= NONCE_WINDOW ||", "return", "a nonce that is too old can be used no more"),
  nonces("((window >> BigInt(age)) & 1n) === 1n", "true", "a nonce that was left out can still be used"),
  nonces(
    "if (own !== undefined && !isUsed(known.account, own)) return own;",
    "",
    "what is asked for again keeps its nonce",
  ),
  nonces(
    "if (own !== undefined && !isUsed(known.account, own)) return own;",
    "if (own !== undefined) return own;",
    "what is asked for again has another nonce where its own was used",
  ),
  takenNonces(
    'expression.or([expression("state", "!=", "failed"), expression("signature", "is", null)]),',
    'expression("id", "is not", null),',
    "failed acts do not shut a wallet out",
  ),
  takenNonces(
    'expression("signed_deadline", ">", Math.floor(Date.now() / 1000)),',
    'expression("id", "is not", null),',
    "what a wallet never signed gives its nonce up in time",
  ),

  refusals(
    "if (!(await isRefusedAt(call, mirror, options))) return again();",
    "",
    "a refusal by a node that lags fails nothing",
  ),
  refusals(
    "if (await log.hasPredecessor(operation)) return again();",
    "",
    "an act is not refused for what was accepted before it and is still to come",
  ),
  refusals("if (refusal.passing) return again();", "", "a refusal that can pass fails nothing"),
  refusals(
    "return isBeyondReach(operation) ? failAsRefused(operation, log) : again();",
    "return failAsRefused(operation, log);",
    "what was refused fails only once its signature can land no more",
  ),
  refusals(
    "return isBeyondReach(operation) ? failAsRefused(operation, log) : again();",
    "return again();",
    "what was refused of a wallet's fails once it is long over",
  ),
  refusals(
    "if (operation.error !== null) return failAsRefused(operation, log);",
    "",
    "what was refused and can land no more fails as refused",
  ),
  refusals(
    "if (OF_WHAT_LACKS.has(refusal.name) || isKnown) {",
    "if (OF_WHAT_LACKS.has(refusal.name)) {",
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
  refusals("const canLand = isKnown && ", "const canLand = false && ", "what others may bring does not fail"),
  refusals("const canLand = isKnown && ", "const canLand = ", "what nobody has seen fails at once"),
  refusals(" && !isOfficerAct(operation.act)", "", "a grant has no nonce to be voided"),
  refusals(" && !isBeyondReach(operation);", ";", "what is refused of a wallet's when it is long over has failed"),
  refusals("const LONG_OVER = 3_600;", "const LONG_OVER = 3_590;", "a signature is over an hour after its time"),
  refusals(
    "!(await log.wasSent(operation.id)) || isLongOver(operation);",
    "isLongOver(operation);",
    "a wallet's signature that nobody has seen is over with its deadline",
  ),
  refusals(
    "!(await log.wasSent(operation.id)) || isLongOver(operation);",
    "true;",
    "a wallet's signature that was sent may land in a block before its deadline",
  ),
  refusals("const isUsed = isFinal && ", "const isUsed = ", "a nonce that a reorganisation may free is not given up"),
  refusals(
    "isFinal && (await isNonceUsed(operation, mirror.finalBlock, options));",
    "isFinal;",
    "a nonce is given up only where the contract says that it was used",
  ),
  refusals("!isUsed || isDone || ", "!isUsed || ", "what is done meanwhile is not signed under another nonce"),
  refusals(
    " || !(await log.mirror())?.isComplete) {",
    ") {",
    "nothing is signed under another nonce by a mirror that was emptied",
  ),
  refusals(
    'if (operation.signature) return log.fail(operation.id, "conflict", USED_ELSEWHERE);',
    "",
    "a wallet is told that its nonce was used",
  ),
  refusals(
    "await relayer.perform(call, blockHash);",
    'await relayer.perform(call, `0x${"0".repeat(64)}`);',
    "a refusal is looked at as of the mirror's block",
  ),
  refusals(
    "    if (refusalOf(error)) return true;\n    throw error;",
    "    return true;",
    "a node that does not answer refuses nothing",
  ),

  compose(
    "if (signer === undefined) continue;",
    "if (signer === undefined) break;",
    "a key that cannot be had holds up no other act",
  ),
  compose(
    "      await options.log.postpone(id, nextTry(operation));\n    });",
    '      await options.log.fail(id, "internal", "no key");\n    });',
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
  givingNonces("givingNoncesOfAll(actors, ", "givingNoncesOfAll([], ", "a consent has no nonce of an act under way"),
  compose(
    "for (const one of held) await hold(one, options);",
    "for (const one of held) await options.log.postpone(one.id, nextTry(one));",
    "what waits for others is not counted as put off",
  ),
  compose("if (skipped.length === 0) {", "if (true) {", "what the contract would skip is left out"),
  compose(
    "for (const call of skipped) await lookInto(call, mirror, options);",
    "",
    "what the contract would skip is looked into",
  ),
  compose(
    "isMulticall ? (multicallAnswers(answer).at(-1) as string) : answer",
    "isMulticall ? (multicallAnswers(answer)[0] as string) : answer",
    "what is skipped is found beside grants too",
  ),
  compose(
    "    await putOff(call, error, options);\n  }\n}\n\nasync function refusalAlone",
    "    throw error;\n  }\n}\n\nasync function refusalAlone",
    "what a node cannot look into is put off alone",
  ),
  compose(
    "    if (nonce === undefined) {\n      await options.log.postpone(id, nextTry(operation));\n",
    "    if (nonce === undefined) {\n",
    "who has too much under way is tried again later",
  ),
  compose(
    "!skipped.some((one) => isAfter(one, call))",
    "!skipped.includes(call)",
    "what was planned behind one in trouble on its batch is planned anew",
  ),
  fairness(
    "calls.filter((call) => !skipped.some((one) => isAfter(one, call)))",
    "[]",
    "many in trouble keep no other waiting",
  ),
  compose(
    "      else await putOff(first, error, options);\n",
    "      else throw error;\n",
    "one that the node does not take holds up no other",
  ),
  compose("      if (!(error instanceof RpcError)) throw error;\n", "", "a node that does not answer puts nothing off"),
  build(' + Number(act.verb === "takeMany")', "", "the gas of a giver's wallet is allowed"),
  build(
    "before.deadline > time + SIGNATURE_MARGIN",
    "before.deadline > time",
    "a signature that is over soon is made anew",
  ),
  build(
    "const isGood = before !== null &&",
    "const isGood = false && before !== null &&",
    "the same act is signed as before",
  ),
  build('error === null ? act : { verb: "voidNonce", nonce }', "act", "what was refused has its nonce voided"),
  build("return scope?.nonce ?? (", "return (", "an act keeps its nonce"),

  intake(
    "if (!(await log.signed(id, own))) throw signedBefore;",
    "await log.signed(id, own);",
    "an operation is signed once",
  ),
  intake('if (operation.state !== "unsigned") throw signedBefore;', "", "what was signed is not signed again"),
  intake(
    "if (requestHash === idempotency.requestHash) return operation;",
    "return operation;",
    "a key is for one request",
  ),
  intake(
    "wake.resolve();\n      return existing && idempotency ? sameRequest(",
    "wake.resolve();\n      return false ? sameRequest(",
    "a key is for one request where it is accepted",
  ),
  intake(
    "found && sameRequest(found.operation, found.requestHash, idempotency);\n        if (earlier && ",
    "found?.operation;\n        if (earlier && ",
    "a key is for one request where it is proposed",
  ),
  intake(
    "givingNonces(actor, async () => {",
    "givingNonces(randomUUID() as Hex, async () => {",
    "two proposals at once have two nonces",
  ),
  intake(
    "proposal(act, actor, options, earlier?.scope)",
    "proposal(act, actor, options)",
    "what is proposed again keeps its nonce",
  ),
  intake(
    "await checkedSignature(operation.actor, operation.typedData, signature, options).catch(cannotAsk)",
    "signature",
    "only the actor's signature is taken",
  ),
];
