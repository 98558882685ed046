import type { Kysely, Selectable } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Alert, AlertKind, AlertLog, Problem } from "../../domain/monitoring/alerts.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import type { Tables } from "../tables.ts";
import { countCheck } from "./integrity.ts";
import type { AlertsTable } from "./tables.ts";

/** Alerts in SQL: the next process knows what was already reported. */
export function alertLog({ read, write }: Pick<Database, "read" | "write">, sealer: Sealer): AlertLog {
  const alertsOf = async (from: Kysely<Tables>) =>
    (await from.selectFrom("alerts").selectAll().orderBy("since").execute()).map(alertOf);

  return {
    async hold(holder, now, until) {
      // After the clock was set back, a dead process would hold the lease for that long: a lease that far ahead is
      // invalid.
      const tooFar = 2 * until.getTime() - now.getTime();
      const row = await write
        .insertInto("alert_watch")
        .values({ id: 1, holder, until: until.getTime(), position: "" })
        .onConflict((conflict) =>
          conflict
            .column("id")
            .doUpdateSet({ holder, until: until.getTime() })
            .where((either) =>
              either.or([
                either("alert_watch.holder", "=", holder),
                either("alert_watch.until", "<=", now.getTime()),
                either("alert_watch.until", ">", tooFar),
              ]),
            ),
        )
        .returning("holder")
        .executeTakeFirst();
      return row !== undefined;
    },

    async release(holder) {
      await write.updateTable("alert_watch").set({ until: 0 }).where("holder", "=", holder).execute();
    },

    async read() {
      // On the writing connection: sees what another process wrote before it released the lease.
      const watch = await write.selectFrom("alert_watch").select("position").executeTakeFirst();
      return { alerts: await alertsOf(write), position: watch?.position ?? "" };
    },

    commit: (holder, { put, removed, notices, messages, position, check }) =>
      write.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("alert_watch")
          .set((column) => ({ position: position ?? column.ref("position") }))
          .where("holder", "=", holder)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        if (check) await countCheck(transaction, check);
        for (const { kind, subject } of removed) {
          await transaction.deleteFrom("alerts").where("kind", "=", kind).where("subject", "=", subject).execute();
        }
        for (const alert of put) {
          const row = rowOf(alert);
          await transaction
            .insertInto("alerts")
            .values(row)
            .onConflict((conflict) => conflict.columns(["kind", "subject"]).doUpdateSet(row))
            .execute();
        }
        for (const { id, alertId, state, body } of notices) {
          const waiting = await transaction
            .selectFrom("alert_notices")
            .select("number")
            .where("alert_id", "=", alertId)
            .limit(1)
            .executeTakeFirst();
          if (state === "still" && waiting) continue;
          await transaction
            .insertInto("alert_notices")
            .values({ id, alert_id: alertId, body, attempts: 0, not_before: 0 })
            .execute();
        }
        for (const message of messages) await queueMessage(transaction, sealer, message);
        return true;
      }),

    active: async () => (await alertsOf(read)).filter(({ state }) => state === "active"),

    async nextNotice(now) {
      const row = await write.selectFrom("alert_notices").selectAll().orderBy("number").limit(1).executeTakeFirst();
      return row && row.not_before <= now.getTime() ? row : undefined;
    },

    async delivered(number) {
      await write.deleteFrom("alert_notices").where("number", "=", number).execute();
    },

    async postpone(number, until) {
      await write
        .updateTable("alert_notices")
        .set((column) => ({ attempts: column("attempts", "+", 1), not_before: until.getTime() }))
        .where("number", "=", number)
        .execute();
    },

    async waitingNotices() {
      const { count } = await read
        .selectFrom("alert_notices")
        .select((column) => column.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function alertOf(row: Selectable<AlertsTable>): Alert {
  return {
    ...(JSON.parse(row.problem) as Problem),
    kind: row.kind as AlertKind,
    subject: row.subject,
    id: row.id,
    state: row.state as Alert["state"],
    since: new Date(row.since),
    toldAt: row.told_at === null ? null : new Date(row.told_at),
  };
}

function rowOf({ kind, subject, id, state, since, toldAt, severity, title, details }: Alert) {
  return {
    kind,
    subject,
    id,
    state,
    problem: JSON.stringify({ severity, title, details }),
    since: since.getTime(),
    told_at: toldAt?.getTime() ?? null,
  };
}
