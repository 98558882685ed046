/** Which operations are to be sent next, and what they wait for. */
import { type ExpressionBuilder, sql } from "kysely";
import { isOfficerAct, OFFICER_VERBS } from "../../domain/operations/act.ts";
import type { Lane, OperationQueue } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import type { Tables } from "../tables.ts";
import { operationsOf, parseAct, selectOperations } from "./operation-rows.ts";

/** Whether an operation is an officer's: acts are JSON that begins with the verb. */
const isOfficers = ({ or }: ExpressionBuilder<Tables, "operations">) =>
  or(OFFICER_VERBS.map((verb) => sql<boolean>`operations.act like ${`{"verb":"${verb}",%`}`));

/** Whether an operation is of a lane. What an officer was to do whose key is not here any more is the relayer's. */
const inLane = (lane: Lane) => (expression: ExpressionBuilder<Tables, "operations">) => {
  const sentBy = (officers: readonly string[]) =>
    expression.and([
      isOfficers(expression),
      sql<boolean>`coalesce(operations.actor, '') in (${sql.join(["-", ...officers])})`,
    ]);
  return "officer" in lane ? sentBy([lane.officer]) : expression.not(sentBy(lane.besides));
};

/** What an operation is about. */
const subjectsIn = (executor: Executor, id: string) =>
  executor
    .selectFrom("operations as own")
    .select("own.batch_id as subject")
    .where("own.id", "=", id)
    .where("own.batch_id", "is not", null)
    .unionAll(
      executor.selectFrom("operation_subjects as more").select("more.subject").where("more.operation_id", "=", id),
    );

/** Whether an operation is about one of these, if only among others. */
function isAbout(
  expression: ExpressionBuilder<Tables, "operations">,
  subjects: readonly Hex[] | ReturnType<typeof subjectsIn>,
) {
  const others = expression
    .selectFrom("operation_subjects")
    .select("operation_subjects.operation_id")
    .where("operation_subjects.subject", "in", subjects as readonly string[]);
  return expression.or([
    expression("operations.batch_id", "in", subjects as readonly string[]),
    expression("operations.id", "in", others),
  ]);
}

/** The part of the sending side that only reads operations. */
export function dueOperations({
  write,
}: Pick<Database, "write">): Pick<
  OperationQueue,
  "after" | "byIds" | "due" | "hasPredecessor" | "undoneByOfficers" | "undoneOn" | "waiting"
> {
  return {
    async due(limit, lane) {
      const longestDue = write
        .selectFrom("operations")
        .select("id")
        .where("state", "=", "waiting")
        .where("not_before", "<=", Date.now())
        .$if(lane !== undefined, (query) => query.where(inLane(lane as Lane)))
        .orderBy((expression) =>
          expression
            .case()
            .when("not_before", ">", expression.ref("accepted_at"))
            .then(expression.ref("not_before"))
            .else(expression.ref("accepted_at"))
            .end(),
        )
        .orderBy("number")
        .limit(limit);
      const rows = await selectOperations(write).where("operations.id", "in", longestDue).execute();
      return operationsOf(rows).filter(({ chain }) => chain === null);
    },

    async byIds(ids) {
      if (ids.length === 0) return [];
      return operationsOf(
        await selectOperations(write)
          .where("operations.id", "in", [...ids])
          .execute(),
      );
    },

    async after(number, limit) {
      const rows = await selectOperations(write).where("operations.number", ">", number).limit(limit).execute();
      return operationsOf(rows);
    },

    async undoneOn(batchId) {
      const rows = await write
        .selectFrom("operations")
        .select(["id", "number", "act", "actor", "attempts", "signature"])
        .where((expression) => isAbout(expression, [batchId]))
        .where("state", "in", ["waiting", "sent"])
        // What was refused for good is only waiting for its nonce to be voided.
        .where("error", "is", null)
        .orderBy("number")
        .execute();
      return rows.map(({ act, actor, signature, ...row }) => ({
        ...row,
        act: parseAct(act),
        actor: actor as Hex | null,
        signature: signature as Hex | null,
      }));
    },

    async undoneByOfficers(address) {
      const rows = await write
        .selectFrom("operations")
        .select(["number", "act"])
        .where("state", "in", ["waiting", "sent"])
        .where(isOfficers)
        .orderBy("number")
        .execute();
      return rows.filter(({ act }) => act.includes(address)).map(({ number }) => number);
    },

    async hasPredecessor({ number, actor, act, ...operation }) {
      const undoneBefore = write
        .selectFrom("operations")
        .select(["batch_id", "digest", "act"])
        .where("number", "<", number)
        .where("state", "in", ["waiting", "sent"]);
      if (isOfficerAct(act)) {
        const rows = await undoneBefore.where("batch_id", "is", null).execute();
        return rows.some((earlier) => earlier.act.includes(act.address));
      }
      const [sameSubject, administration] = await Promise.all([
        undoneBefore
          .where((expression) => isAbout(expression, subjectsIn(write, operation.id)))
          .limit(1)
          .execute(),
        // What the actor was granted, or admitted or appointed to.
        actor === null ? [] : undoneBefore.where("digest", "is", null).execute(),
      ]);
      return sameSubject.length > 0 || administration.some((earlier) => earlier.act.includes(actor as string));
    },

    async waiting() {
      const row = await write
        .selectFrom("operations")
        .leftJoin("cursor", (join) => join.on("cursor.id", "=", 1))
        .select((expression) => [
          expression.fn.countAll<number>().as("any"),
          expression.fn
            .sum<number | null>(
              expression
                .case()
                .when("operations.awaited_block", ">", expression.ref("cursor.final_block"))
                .then(1)
                .else(0)
                .end(),
            )
            .as("forFinality"),
        ])
        .where("operations.state", "=", "waiting")
        .executeTakeFirstOrThrow();
      return { any: Number(row.any) > 0, forFinality: Number(row.forFinality ?? 0) > 0 };
    },
  };
}
