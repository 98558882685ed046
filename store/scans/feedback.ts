import { type Selectable, sql } from "kysely";
import type { Feedback, Feedbacks } from "../../domain/scans/ports.ts";
import { isoDay } from "../../domain/shared/time.ts";
import type { Database } from "../database.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { bounds } from "./statistics.ts";
import type { FeedbackTable } from "./tables.ts";

const LATEST_FIRST: Ordering = { name: "feedback", by: [sql.ref("created_at"), sql.ref("number")], descending: true };

/** Shoppers' feedback in SQL. */
export function feedbackRepository({ read, write }: Pick<Database, "read" | "write">): Feedbacks {
  return {
    async leave({ id, batchId, visitor, rating, text, createdAt }) {
      const day = isoDay(createdAt);
      const row = { id, batch_id: batchId, day, visitor, rating, text, created_at: createdAt.getTime() };
      await write
        .insertInto("feedback")
        .values(row)
        .onConflict((conflict) => conflict.columns(["batch_id", "day", "visitor"]).doNothing())
        .execute();
      const kept = await read
        .selectFrom("feedback")
        .selectAll()
        .where("batch_id", "=", batchId)
        .where("day", "=", day)
        .where("visitor", "=", visitor)
        .executeTakeFirstOrThrow();
      return feedbackOf(kept);
    },

    async list(batchId, request) {
      const left = read.selectFrom("feedback").selectAll().where("batch_id", "=", batchId);
      const found = await paged(left, LATEST_FIRST, request).execute();
      const { total } = await read
        .selectFrom("feedback")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .where("batch_id", "=", batchId)
        .executeTakeFirstOrThrow();
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: rows.map(feedbackOf), total: Number(total), next };
    },

    async ratings(batchId, range) {
      const [from, to] = bounds(range);
      const { count, sum } = await read
        .selectFrom("feedback")
        .select(({ fn }) => [fn.countAll<number>().as("count"), fn.sum<number | null>("rating").as("sum")])
        .where("batch_id", "=", batchId)
        .where("created_at", ">=", from)
        .where("created_at", "<=", to)
        .executeTakeFirstOrThrow();
      return { count: Number(count), sum: Number(sum ?? 0) };
    },
  };
}

function feedbackOf(row: Selectable<FeedbackTable>): Feedback {
  const { id, rating, text, created_at } = row;
  return { id, rating, text, createdAt: new Date(Number(created_at)) };
}
