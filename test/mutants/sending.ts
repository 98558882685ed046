import type { Mutant } from "../../scripts/test/mutant.ts";
import { guardOf } from "./guard.ts";

const inOutbox = guardOf("chain/outbox", "test/outbox");
const sender = inOutbox("sender", "sender");
const underWay = inOutbox("under-way", "under-way");
const relayer = inOutbox("relayer", "under-way");

/** What becomes of transactions: when they are sent, sent again, made anew and over. */
export const sending: readonly Mutant[] = [
  sender(
    "if (!mirror?.isComplete) return false;",
    "if (!mirror) return false;",
    "nothing is sent by a mirror that is being made anew",
  ),
  sender(
    "      await log.settle();\n",
    "",
    "an operation's state is what the mirror shows, after a reorganisation too",
  ),
  sender(
    "for (const operation of await log.audit(AUDITED)) {",
    "for (const operation of [] as string[]) {",
    "what counts as final is held against the mirror",
  ),
  sender("if (mirror.block >= head) {", "if (true) {", "nothing is sent again while its line may be still to come"),
  sender("if (mirror.block >= head) {", "if (mirror.block > head) {", "what is not there as of the head is sent again"),
  sender(
    "await log.release(open.filter",
    "void (open.filter",
    "an operation whose transaction landed without its line is sent again",
  ),
  sender(
    "open.filter(({ nonce }) => nonce < nextNonce).flatMap",
    "open.flatMap",
    "what may still land is not sent in another transaction beside it",
  ),
  sender("    await log.releaseClosed();\n", "", "what can land by no transaction any more is sent again"),
  sender(
    'Math.max(nextNonce, await log.nonceFloor(relayer.address, "mirrored"))',
    "nextNonce",
    "a nonce that a mirrored line was brought by is not used again",
  ),
  sender(
    'Math.max(nextNonce, await log.nonceFloor(relayer.address, "mirrored"))',
    'await log.nonceFloor(relayer.address, "mirrored")',
    "a nonce that the node calls used is not used again",
  ),
  sender("  while (taken.has(nonce)) nonce++;\n", "", "a nonce of what may still land is not used again"),
  sender(
    "Math.min(await finalBlock(), mirror.finalBlock)",
    "await finalBlock()",
    "nothing is closed by a block that the mirror does not call final",
  ),
  sender(
    "Math.min(await finalBlock(), mirror.finalBlock)",
    "mirror.finalBlock",
    "nothing is closed by a block that the node does not call final",
  ),
  sender(
    "if (!(error instanceof RpcError)) throw error;\n    // Not every",
    "throw error;\n    // Not every",
    "a node that keeps no old states holds nothing up",
  ),
  sender(
    'Math.max(await count, await log.nonceFloor(relayer.address, "final"))',
    "await count",
    "what landed later closes what came before",
  ),
  sender(
    'log.nonceFloor(relayer.address, "final"))',
    'log.nonceFloor(relayer.address, "mirrored"))',
    "what may be taken back closes nothing",
  ),
  sender("  await log.close(relayer.address, used, block);\n", "", "a nonce that was used in a final block is over"),
  sender(
    "else if (Date.now() - standing.since >= STANDSTILL) {",
    "else if (false) {",
    "a chain that makes no blocks by itself comes to finality",
  ),
  sender(
    "if (head !== standing.head) Object.assign",
    "if (standing.head === -1) Object.assign",
    "a chain that makes blocks by itself is not paid to",
  ),
  sender("if (waiting.forFinality) {", "if (waiting.any) {", "a chain is not made to go on for nothing"),

  underWay(
    "if (Math.abs(Date.now() - attention.sentAt) < RESEND_AFTER) return;",
    "",
    "a transaction is given a second to land",
  ),
  underWay(
    "if (first.nonce > nextNonce) {",
    "if (first.nonce > nextNonce + 1_000_000) {",
    "a nonce that was left out does not hold up all that comes after",
  ),
  underWay(
    "if (attention.refusals >= REFUSALS) await",
    "if (attention.refusals >= REFUSALS + 1_000_000) await",
    "a transaction that the contract would refuse after a reorganisation is made anew",
  ),
  underWay("const REFUSALS = 2;", "const REFUSALS = 1;", "one refusal may be a node's that lags"),
  underWay("  else if (attention.refusals > 0) return;\n", "", "what would be refused is not sent"),
  underWay(
    "? attention.refusals + 1 : 0;",
    "? attention.refusals + 1 : attention.refusals;",
    "refusals count in a row",
  ),
  underWay(
    "if (isDear || (await isUnderpriced(signed, options)))",
    "if (await isUnderpriced(signed, options))",
    "what waits too long is sent at a higher price",
  ),
  underWay("/underpriced/i.test(error.message)", "false", "a price that is too low for a node is raised"),
  underWay(
    "for (const { id } of later) await",
    "for (const { id } of [] as OpenTransaction[]) await",
    "what comes after the first is sent again too",
  ),
  underWay(
    "100n + 25n * BigInt(attempt)",
    "100n + 5n * BigInt(attempt)",
    "a price is raised by as much as nodes ask for",
  ),
  underWay("100n + 25n * BigInt(attempt)", "125n", "a price is raised each time"),
  underWay("    return refusalOf(error) !== undefined;", "    return true;", "an error that is no refusal is none"),
  underWay(
    "    if (!(error instanceof RpcError)) throw error;\n",
    "",
    "a node that does not answer refuses nothing that was sent",
  ),
  underWay(
    "operations.map(({ id, scope }) => ({ id, scope })),",
    "[],",
    "what is sent at a higher price brings what it brought",
  ),
  underWay(
    "if (!signed) return writeEmpty(nonce, options, factor);",
    "if (!signed) return;",
    "a transaction of which nothing can be brought gives way",
  ),
  relayer("known transaction|nonce too low", "known transaction", "a transaction that landed meanwhile is no error"),
  relayer("/already known|", "/", "a transaction that the node knows is no error"),
];
