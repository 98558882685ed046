/** The outbox and what it goes by: guards whose loss the chaos tests notice. */

/** A guard of `file`: `replace`, which is there exactly once, becomes `by`. */
const guard = (file: string, replace: string, by: string, guarantee: string) => ({
  file,
  replace,
  by,
  tests: ["test/chaos/chaos.test.ts"],
  guarantee,
});

export const outbox = [
  guard(
    "chain/outbox/sender.ts",
    "      await log.settle();\n",
    "",
    "an operation's state is what the mirror shows, after a reorganisation too",
  ),
  guard(
    "chain/outbox/sender.ts",
    "await log.release(open.filter",
    "void (open.filter",
    "an operation whose transaction landed without its line is sent again",
  ),
  guard(
    "chain/outbox/under-way.ts",
    "if (first.nonce > nextNonce) {",
    "if (first.nonce > nextNonce + 1_000_000) {",
    "a nonce that was left out does not hold up all that comes after",
  ),
  guard(
    "chain/outbox/under-way.ts",
    "if (attention.refusals >= REFUSALS) await",
    "if (attention.refusals >= REFUSALS + 1_000_000) await",
    "a transaction that the contract would refuse after a reorganisation is made anew",
  ),
  guard(
    "chain/outbox/refusals.ts",
    "if (!(await isRefusedAt(data, mirror, options))) return again();",
    "",
    "a refusal by a node that lags fails nothing",
  ),
  guard(
    "chain/outbox/refusals.ts",
    "if (canPass || (await log.hasPredecessor(operation))) return again();",
    "",
    "an act is not refused for what was accepted before it and is still to come",
  ),
  guard(
    "chain/outbox/plan.ts",
    'const creation = remaining.find(({ act }) => act.verb === "create");',
    "const creation = undefined as LoggedOperation | undefined;",
    "a batch's creation is brought before what was done to it",
  ),
  guard(
    "domain/verbs/grant-due-roles.ts",
    'operations.push(await services.outbox.accept(null, { verb: "grantRole", role, address }));',
    'if (id % 2 === 0) operations.push(await services.outbox.accept(null, { verb: "grantRole", role, address }));',
    "each registration's role is handed to the outbox",
  ),
  guard(
    "indexer/reorg.ts",
    "statements.deleteFactsAfter.run(to.number);",
    "",
    "the mirror takes back what a reorganisation took away",
  ),
  guard(
    "indexer/reorg.ts",
    "for (const batchId of touched) refoldBatch(statements, batchId);",
    "",
    "the batches that a reorganisation touched are folded anew",
  ),
  guard(
    "indexer/reorg.ts",
    "rebuildAdministration(statements);",
    "",
    "roles that a reorganisation took back are taken back in the mirror",
  ),
] as const;
