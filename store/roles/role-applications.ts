import { sql, type Transaction, type Updateable } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type { Decision, RoleApplication, RoleApplications, WordsFor } from "../../domain/roles/role-applications.ts";
import type { Role } from "../../domain/shared/roles.ts";
import { accountOf } from "../accounts/accounts.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { claimRequest } from "../operations/requests.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import type { Tables } from "../tables.ts";
import {
  applicationOf,
  CHANGES,
  EVER_HELD,
  ending,
  HELD,
  STATUS,
  selectApplications,
  WAS_GRANTED,
} from "./application-rows.ts";
import type { RoleApplicationsTable } from "./tables.ts";

const OLDEST_FIRST: Ordering = { name: "applications", by: [sql.ref("role_applications.id")], descending: false };

/** The applications for roles in SQL. */
export function roleApplicationsRepository(
  { read, write }: Pick<Database, "read" | "write">,
  sealer: Sealer,
): RoleApplications {
  /** Change an application if it is in one of these states; tell its applicant in the same transaction. */
  async function change(
    transaction: Transaction<Tables>,
    id: number,
    from: readonly string[],
    to: Updateable<RoleApplicationsTable> & { readonly state: string },
    wordsFor?: WordsFor,
  ): Promise<RoleApplication | undefined> {
    const { numUpdatedRows } = await transaction
      .updateTable("role_applications")
      .set(to)
      .where("id", "=", id)
      .where("state", "in", [...from])
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return undefined;
    const application = applicationOf(await rowOf(transaction, id));
    const message = wordsFor?.(application);
    if (message) await queueMessage(transaction, sealer, message);
    return application;
  }

  return {
    async byId(id) {
      const row = await selectApplications(read).where("role_applications.id", "=", id).executeTakeFirst();
      return row && applicationOf(row);
    },

    async ofAccount(accountId) {
      const rows = await selectApplications(read)
        .where("role_applications.account_id", "=", accountId)
        .orderBy("role_applications.created_at", "desc")
        .orderBy("role_applications.id", "desc")
        .execute();
      return rows.map(applicationOf);
    },

    async list({ status, ...request }) {
      let query = selectApplications(read);
      if (status !== undefined) query = query.where(STATUS, "=", status);
      const [found, count] = await Promise.all([
        paged(query, OLDEST_FIRST, request).execute(),
        query
          .clearSelect()
          .select((expression) => expression.fn.countAll<number>().as("total"))
          .executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, OLDEST_FIRST, request);
      return { items: rows.map(applicationOf), total: Number(count.total), next };
    },

    apply: ({ accountId, role, reason, at, approved, main }, idempotency) =>
      write.transaction().execute(async (transaction) => {
        // First a statement that writes, to take the write lock: a read first would see outdated data.
        await transaction
          .updateTable("accounts")
          .set(main ? { role } : { id: accountId })
          .where("id", "=", accountId)
          .execute();
        const earlier = await selectApplications(transaction)
          .where("role_applications.account_id", "=", accountId)
          .where("role_applications.role", "=", role)
          .executeTakeFirst();
        const made = idempotency && (await claimRequest(transaction, accountId, idempotency, role));
        if (made !== undefined) return earlier?.application;
        if (earlier && (earlier.status === "pending" || earlier.status === "granted")) return undefined;
        const values = {
          account_id: accountId,
          role,
          reason,
          state: approved ? "approved" : "pending",
          due: approved ? 1 : 0,
          valid_until: null,
          operation_id: null,
          decided_by: null,
          decided_at: approved ? at.getTime() : null,
          decision_reason: null,
          created_at: at.getTime(),
        };
        const { id } = await transaction
          .insertInto("role_applications")
          .values(values)
          .onConflict((conflict) => conflict.columns(["account_id", "role"]).doUpdateSet(values))
          .returning("id")
          .executeTakeFirstOrThrow();
        return id;
      }),

    async approve(id, decision, validUntil) {
      const term = validUntil && Math.floor(validUntil.getTime() / 1000);
      const to = { state: "approved", due: 1, operation_id: null, valid_until: term, ...decided(decision) };
      return write.transaction().execute(async (transaction) => {
        return (await change(transaction, id, ["pending"], to)) !== undefined;
      });
    },

    refuse: (id, decision, wordsFor) =>
      write.transaction().execute(async (transaction) => {
        const to = { state: "refused", due: 0, ...decided(decision) };
        const { isDue, isHeld } = await seenWhole(transaction, id);
        const from = isHeld ? [] : ["pending", ...(isDue ? ["approved"] : [])];
        return (await change(transaction, id, from, to, wordsFor)) !== undefined;
      }),

    revoke: (id, decision) =>
      write.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("role_applications")
          .set({ state: "revoking", due: 1, operation_id: null, ...decided(decision) })
          .where("id", "in", selectApplications(transaction).clearSelect().select("role_applications.id").where(HELD))
          .where("id", "=", id)
          .where("state", "!=", "revoking")
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),

    async due(accountId) {
      let query = selectApplications(write).where("role_applications.due", "=", 1);
      if (accountId !== undefined) query = query.where("role_applications.account_id", "=", accountId);
      const rows = await query.orderBy("role_applications.id").execute();
      return rows.flatMap((row) => {
        const change = CHANGES[row.state];
        const isOver = row.term !== null && row.term !== 0 && row.term < Date.now() / 1000;
        const term = change === "revoke" ? null : (row.approved_until ?? (isOver ? 0 : null));
        const base = { id: row.application, account: accountOf(row), role: row.applied_for as Role };
        return change ? [{ ...base, change, term }] : [];
      });
    },

    async accepted(id, operationId) {
      await write
        .updateTable("role_applications")
        .set({ due: 0, operation_id: operationId })
        .where("id", "=", id)
        .execute();
    },

    async isApproved(accountId) {
      const row = await write
        .selectFrom("role_applications")
        .select("id")
        .where("account_id", "=", accountId)
        .where("state", "=", "approved")
        .executeTakeFirst();
      return row !== undefined;
    },

    async settle(at, wordsFor) {
      const cursor = await read.selectFrom("cursor").select("synced_at").executeTakeFirst();
      // A mirror that is being made anew shows roles on their way to what they are.
      if (!cursor || cursor.synced_at === 0) return [];
      const rows = await selectApplications(read)
        .where((or) =>
          or.or([
            or.and([or("role_applications.state", "not in", ["granted", "revoking"]), HELD]),
            or.and([WAS_GRANTED, sql<boolean>`not ${HELD}`, EVER_HELD]),
          ]),
        )
        .execute();
      const changed: RoleApplication[] = [];
      for (const row of rows) {
        const ended = row.state === "revoking" ? {} : decided(ending(row, at));
        const to = row.status === "granted" ? { state: "granted" } : { state: "revoked", ...ended };
        const application = await write
          .transaction()
          .execute((transaction) => change(transaction, row.application, [row.state], { ...to, due: 0 }, wordsFor));
        if (application) changed.push(application);
      }
      await putBackRefused(write);
      return changed;
    },
  };
}

const decided = ({ by, at, reason }: Decision) => ({
  decided_by: by,
  decided_at: at.getTime(),
  decision_reason: reason,
});

/** What the contract refused is to be decided again. */
async function putBackRefused(write: Database["write"]): Promise<void> {
  for (const [from, to] of [
    ["approved", "pending"],
    ["revoking", "granted"],
  ] as const) {
    await write
      .updateTable("role_applications")
      .set({ state: to, operation_id: null })
      .where("state", "=", from)
      .where("due", "=", 0)
      .where("operation_id", "in", (operations) =>
        operations.selectFrom("operations").select("operations.id").where("operations.state", "=", "failed"),
      )
      .execute();
  }
}

/** What a decision depends on, as nobody changes it before this transaction ends. */
async function seenWhole(transaction: Transaction<Tables>, id: number) {
  // First a statement that writes, to take the write lock.
  const row = await transaction
    .updateTable("role_applications")
    .set({ id })
    .where("id", "=", id)
    .returning("due")
    .executeTakeFirst();
  const { status } = await rowOf(transaction, id);
  return { isDue: row?.due === 1, isHeld: status === "granted" };
}

const rowOf = (transaction: Transaction<Tables>, id: number) =>
  selectApplications(transaction).where("role_applications.id", "=", id).executeTakeFirstOrThrow();
