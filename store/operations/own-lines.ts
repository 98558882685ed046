/** Which lines are an operation's own. */
import type { Executor } from "../shared/executor.ts";

/**
 * Operations joined with their own lines: those of their actor, on a batch of theirs, with their document's digest. An
 * operation without a line comes once, with nulls; should it have several lines, the first of the contract counts.
 */
export function operationsWithOwnLines(executor: Executor) {
  return executor.selectFrom("operations").leftJoin("facts", (join) =>
    join
      .onRef("facts.digest", "=", "operations.digest")
      .on((expression) =>
        expression.or([
          expression("facts.batch_id", "=", expression.ref("operations.batch_id")),
          expression.exists(
            expression
              .selectFrom("operation_subjects")
              .select("operation_subjects.subject")
              .whereRef("operation_subjects.operation_id", "=", "operations.id")
              .whereRef("operation_subjects.subject", "=", "facts.batch_id"),
          ),
        ]),
      )
      .on((expression) =>
        expression.or([
          expression("operations.actor", "is", null),
          expression("facts.actor", "=", expression.ref("operations.actor")),
        ]),
      ),
  );
}

/** The first row of each operation, of rows that are ordered by operation. */
export function firstOfEach<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ id }, index) => rows[index - 1]?.id !== id);
}
