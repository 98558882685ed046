import type { Mutant } from "../../scripts/test/mutant.ts";
import { guardOf } from "./guard.ts";

const inRepositories = guardOf("store/operations", "test/outbox");
const proof = inRepositories("operation-proof", "proof");
const ownLines = inRepositories("own-lines", "proof");
const unsettled = inRepositories("unsettled-operations", "proof");
const grants = inRepositories("role-grants", "proof");
const audit = inRepositories("operation-audit", "proof");
const reopening = inRepositories("reopen", "proof");
const queue = inRepositories("operation-queue", "queue");
const due = inRepositories("due-operations", "queue");
const refusedOnes = inRepositories("due-operations", "plan");
const fairness = inRepositories("due-operations", "fairness");
const rows = inRepositories("operation-rows", "proof");
const intake = inRepositories("operations", "intake");

/** What is written down of operations, and what the mirror says of them. */
export const operations: readonly Mutant[] = [
  ownLines(
    'expression("facts.actor", "=", expression.ref("operations.actor")),',
    'expression("facts.actor", "is not", null),',
    "another's line is not an operation's own",
  ),
  ownLines(
    'expression("facts.batch_id", "=", expression.ref("operations.batch_id")),',
    'expression("facts.batch_id", "is not", null),',
    "a line of another batch is not an operation's own",
  ),
  proof(
    "if (isComplete) await reopenAfter(database, position.final_block);",
    "",
    "what is final no longer is looked after again",
  ),
  proof(
    "if (isComplete) await reopenAfter(database, position.final_block);",
    "await reopenAfter(database, position.final_block);",
    "a mirror that is being made anew reopens nothing",
  ),
  reopening(
    "return operation !== undefined || transaction !== undefined;",
    "return operation !== undefined;",
    "a nonce that was closed by a block that is final no longer is open again",
  ),
  reopening(
    '.set({ state: "mined" })\n',
    '.set({ state: "final" })\n',
    "an operation whose block is final no longer is not final",
  ),
  proof(
    'if (from !== "mined" || !isComplete) return [];',
    'if (from !== "mined") return [];',
    "a mirror that is being made anew proves nothing by what it has not",
  ),
  proof('if (from !== "mined" || !isComplete) return [];', "return [];", "what lost its line is sent again"),
  unsettled(
    'expression("operations.id", "in", heldByOpenTransactions(executor)),',
    'expression("operations.id", "is", null),',
    "a failed operation whose line appears is done",
  ),
  proof(
    'from === "failed" || operation.isRefused ? { error: null, error_code: null } : {}',
    "{}",
    "what is done has no error",
  ),
  proof("place.block <= finalBlock ?", "place.block < finalBlock ?", "what stands in a final block is final"),
  proof("place.block <= finalBlock ?", "true ?", "what stands in a block that is not final is not final"),
  grants(
    "return account === act.address && isSet({ roles: Number(roles), validUntil: Number(validUntil) }, act);",
    "return account === act.address;",
    "a grant is done by the event of its own role",
  ),
  grants("return account === act.address && ", "return ", "a grant is done by the event of its own address"),
  grants(' === (act.verb === "grantRole");', ";", "a revocation is done by the event that takes the role away"),
  grants(
    '.where("transaction_operations.operation_id", "=", operationId)',
    '.where("facts.event", "is not", null)',
    "a grant is done by the event of its own transaction",
  ),
  unsettled(
    "isRefused(row) ? voided.get(`${row.actor}/${row.nonce}`) : undefined",
    "voided.get(`${row.actor}/${row.nonce}`)",
    "what was not refused does not fail with its nonce",
  ),
  unsettled("`${actor}/${nonce}`, block_number", "`${nonce}`, block_number", "what was refused fails with its nonce"),
  proof(
    "operation.voidedAt !== undefined && operation.voidedAt <= finalBlock",
    "operation.voidedAt !== undefined",
    "what was refused fails once its nonce is void in a final block",
  ),
  unsettled(
    "const event = await eventOfOfficerAct(executor, row.id, act);\n    if (event) return placeOf(event);",
    "",
    "a grant is done with its event",
  ),
  unsettled(
    "const event = await ownEvent(executor, row, act);\n  if (event) return placeOf(event);",
    "",
    "an act of administration is done with its event",
  ),
  unsettled("(await isSetNow(executor, act))", "false", "a grant is done where the role is held"),
  unsettled(
    "!awaited.has(act.address) && ",
    "",
    "nothing is so already while an earlier act on the account is to come",
  ),
  unsettled(
    "row.line_block ?? block",
    "block",
    "a role that is held becomes final with the block at which that was seen",
  ),
  grants("(roles & roleSet(act.role)) !== 0", "roles !== 0", "another role is not the one granted"),
  audit(
    "if (!position || position.synced_at === 0) return [];",
    "if (!position) return [];",
    "the audit says nothing by a mirror that is being made anew",
  ),
  audit(
    "if (again?.generation !== position.generation) return [];",
    "",
    "the audit says nothing by a mirror that changed meanwhile",
  ),
  audit("    await reopenOperations(database, lost);\n", "", "what the audit finds is looked after again"),
  reopening(
    '.set({ state: "open", closed_block: null })\n      .where("id", "in"',
    '.set({ closed_block: null })\n      .where("id", "in"',
    "what brought an operation that is looked after again may land again",
  ),
  audit(
    '.where("operations.number", "<", audited)',
    '.where("operations.number", ">", 0)',
    "the audit goes through all of them",
  ),
  audit(
    "rows.length < limit ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.number ?? 0)",
    "rows.at(-1)?.number ?? 0",
    "the audit begins anew at its end",
  ),
  grants(
    "return (((await standingOf(executor, address))?.ever ?? 0) & roleSet(role)) !== 0;",
    "return true;",
    "a grant that is lost is found",
  ),
  grants("?.ever ?? 0", "?.current ?? 0", "a role that was revoked since was granted"),

  refusedOnes('.where("error", "is", null)\n', "\n", "nothing waits for what was refused"),
  queue("not_before: 0, updated_at", "updated_at", "the nonce of what was refused is voided at once"),
  due('.where("not_before", "<=", Date.now())\n', "\n", "what was put off is not due before its time"),
  fairness(
    '.then(expression.ref("not_before"))',
    '.then(expression.ref("accepted_at"))',
    "what is put off again and again goes behind the others",
  ),
  due(".filter(({ chain }) => chain === null)", "", "what has its line is not sent"),
  queue(
    "...(awaitedBlock !== undefined && { awaited_block: awaitedBlock }),",
    "awaited_block: awaitedBlock ?? null,",
    "the block that is waited for is kept",
  ),
  due(
    '.when("operations.awaited_block", ">", expression.ref("cursor.final_block"))',
    '.when("operations.awaited_block", "is not", null)',
    "a block that is final is waited for no more",
  ),
  queue(
    "        await waitAgain(transaction, pending);\n",
    "",
    "what a newer transaction of a nonce does not bring waits again",
  ),
  queue(
    'expression.fn.max("transaction_operations.transaction_id").as("newest")',
    'expression.fn.min("transaction_operations.transaction_id").as("newest")',
    "the newest transaction is the one that brings",
  ),
  queue("...(earlier?.pending ?? []), ", "", "what only a twin holds is looked after with it"),
  queue(
    '          .deleteFrom("transactions")\n          .where("hash", "=", hash)',
    '          .deleteFrom("transactions")\n          .where("hash", "=", "")',
    "the very same transaction can be signed twice",
  ),
  queue(
    "        if (same) {",
    "        if (false as boolean && same) {",
    "the very same transaction holds what it held",
  ),
  queue(
    '            .where("state", "in", ["waiting", "sent"])\n            .execute();\n        }\n      }),',
    "            .execute();\n        }\n      }),",
    "what is done or failed is not sent",
  ),
  queue('.where("state", "=", "sent")\n      .execute();', ".execute();", "only what was sent waits again"),
  queue(
    '                .where("transactions.state", "=", "open"),\n            ),\n          ),\n        )',
    "            ),\n          ),\n        )",
    "what is in transactions that are over alone is released",
  ),
  queue(
    '        .where("state", "=", "open")\n        .where("nonce", "<", nonce)',
    '        .where("nonce", "<=", nonce)',
    "a nonce that was not used yet is not closed",
  ),
  queue(
    '.whereRef("operations.line_transaction", "=", "transactions.hash")\n',
    "\n",
    "a line that another's transaction brought says nothing of ours",
  ),
  queue(
    'among === "final" ? ["final"] : ["mined", "final"]',
    '["mined", "final"]',
    "what may be taken back is below no floor",
  ),
  queue(
    "return Math.max(closed ?? -1, landed ?? -1) + 1;",
    "return Math.max(closed ?? -1, landed ?? -1);",
    "a nonce that was used is not free",
  ),
  queue(
    "return Math.max(closed ?? -1, landed ?? -1) + 1;",
    "return (landed ?? -1) + 1;",
    "a nonce that was closed is not free",
  ),
  {
    ...due("return sameSubject.length > 0 ||", "return false ||", "what was accepted before on a batch comes first"),
    tests: ["test/outbox/refusals.test.ts"],
  },
  {
    ...due("earlier.act.includes(actor as string)", "false", "a grant to an actor comes before its acts"),
    tests: ["test/outbox/refusals.test.ts"],
  },
  {
    ...due('.where("number", "<", number)\n', "\n", "what was accepted later does not come first"),
    tests: ["test/outbox/refusals.test.ts"],
  },
  {
    ...due("earlier.act.includes(actor as string)", "true", "a grant to another is not waited for"),
    tests: ["test/outbox/refusals.test.ts"],
  },
  rows(
    '(noted === "mined" || noted === "final") && row.digest !== null ? "sent" : noted',
    "noted",
    "what lost its line is not told as done",
  ),

  intake(
    'accepted_at: now, updated_at: now })\n        .where("id", "=", id)\n        .where("state", "=", "unsigned")',
    'accepted_at: now, updated_at: now })\n        .where("id", "=", id)',
    "a second signature takes no other's place",
  ),
  intake(
    '        .where("state", "=", "unsigned")\n        .execute();',
    "        .execute();",
    "typed data that was signed is kept",
  ),
  intake("existing: !inserted", "existing: false", "an operation that was there is told as that"),
  {
    ...intake(
      "return rows.some(({ act }) => CREATING.has(parseAct(act).verb));",
      "return rows.length > 0;",
      "a creation is what is under way",
    ),
    tests: ["test/outbox/queue.test.ts"],
  },
  {
    ...intake('        .where("facts.seq", "is", null)\n', "", "a creation whose line is there is not under way"),
    tests: ["test/outbox/queue.test.ts"],
  },
];
