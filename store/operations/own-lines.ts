/** Which lines are an operation's own. */
import type { Executor } from "../shared/executor.ts";

/**
 * Operations joined with their own lines: those of their actor, on their batch, with their document's digest. An
 * operation without a line comes once, with nulls; should it have several lines, the one with the lowest `seq` counts.
 */
export function operationsWithOwnLines(executor: Executor) {
  return executor.selectFrom("operations").leftJoin("facts", (join) =>
    join
      .onRef("facts.digest", "=", "operations.digest")
      .onRef("facts.batch_id", "=", "operations.batch_id")
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
