import { sql } from "kysely";
import type { Recalls } from "../../domain/recalls/ports.ts";
import type { Database } from "../database.ts";
import { operationsOf, selectOperations } from "../operations/operation-rows.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { listOf } from "../shared/list-of.ts";

const AS_ASKED: Ordering = { name: "recall-operations", by: [sql.ref("operations.number")], descending: false };

/** The acts of recalls. */
export function recallOperations({ read }: Pick<Database, "read">): Pick<Recalls, "operations"> {
  return {
    async operations(number, request) {
      const ofRecall = read.selectFrom("operations").where(
        sql<boolean>`operations.id in (
          select operation_id from recall_items where recall = ${number}
          union select lift_operation_id from recall_items where recall = ${number})`,
      );
      const [found, { total }] = await Promise.all([
        paged(ofRecall.select("operations.id"), AS_ASKED, request).execute(),
        ofRecall.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, AS_ASKED, request);
      const ids = rows.map(({ id }) => id);
      const told = await selectOperations(read).where("operations.id", "in", listOf(ids)).execute();
      return { items: operationsOf(told), total: Number(total), next };
    },
  };
}
