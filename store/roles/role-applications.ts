import { type Selectable, sql, type Transaction, type Updateable } from "kysely";
import type { Sealer } from "../../domain/messages/mailbox.ts";
import type {
  ApplicationStatus,
  Decision,
  RoleApplication,
  RoleApplications,
  RoleChange,
  WordsFor,
} from "../../domain/roles/role-applications.ts";
import { ROLES, type Role, roleSet } from "../../domain/shared/roles.ts";
import { accountOf } from "../accounts/accounts.ts";
import type { AccountsTable } from "../accounts/tables.ts";
import type { Database } from "../database.ts";
import { queueMessage } from "../messages/messages.ts";
import { claimRequest } from "../operations/requests.ts";
import type { Executor } from "../shared/executor.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import type { Tables } from "../tables.ts";
import type { RoleApplicationsTable } from "./tables.ts";

const BIT = sql`case role_applications.role ${sql.join(
  ROLES.map((role) => sql`when ${sql.lit(role)} then ${sql.lit(roleSet(role))}`),
  sql` `,
)} end`;
/** Whether the account's address holds the role on chain now. */
const HELD = sql<boolean>`(coalesce(account_roles.current, 0) & ${BIT} <> 0
  and (account_roles.valid_until = 0 or account_roles.valid_until >= unixepoch()))`;
const EVER_HELD = sql<boolean>`(coalesce(account_roles.ever, 0) & ${BIT} <> 0)`;
/** Whether the role was on chain by what was decided here, noticed or not. */
const WAS_GRANTED = sql<boolean>`(role_applications.state in ('granted', 'revoking')
  or (role_applications.state = 'approved' and role_applications.due = 0 and exists (
    select 1 from operations where operations.id = role_applications.operation_id
      and operations.state in ('mined', 'final'))))`;
/** A role that was granted and is not there, nor ever was, went with a reorganisation, and comes again. */
const STATUS = sql<ApplicationStatus>`case
  when ${HELD} then 'granted'
  when role_applications.state in ('refused', 'revoked') then role_applications.state
  when ${WAS_GRANTED} and ${EVER_HELD} then 'revoked'
  else 'pending' end`;

const selectApplications = (executor: Executor) =>
  executor
    .selectFrom("role_applications")
    .innerJoin("accounts", "accounts.id", "role_applications.account_id")
    .leftJoin("account_roles", "account_roles.address", "accounts.address")
    .selectAll("accounts")
    .select([
      "role_applications.id as application",
      "role_applications.role as applied_for",
      "role_applications.reason",
      "role_applications.state",
      "role_applications.valid_until as approved_until",
      "role_applications.decided_by",
      "role_applications.decided_at",
      "role_applications.decision_reason",
      "role_applications.created_at as applied_at",
      "account_roles.valid_until as term",
      STATUS.as("status"),
      EVER_HELD.as("ever_held"),
    ]);

type Row = Selectable<AccountsTable> &
  Awaited<ReturnType<ReturnType<typeof selectApplications>["executeTakeFirstOrThrow"]>>;

const CHANGES: Readonly<Record<string, RoleChange>> = { approved: "grant", revoking: "revoke" };

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

/** What ended a role that nobody here revoked: its term, or an act on chain. */
function ending({ term }: Pick<Row, "term">, at: Date): Decision {
  const isOver = term !== null && term !== 0 && term * 1000 < at.getTime();
  return { by: null, at: isOver ? new Date(term * 1000) : at, reason: null };
}

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

function decisionOf(row: Row): Decision | null {
  if (row.status === "revoked" && (row.state === "granted" || row.state === "approved")) return ending(row, new Date());
  if (row.decided_at === null) return null;
  return { by: row.decided_by, at: new Date(row.decided_at), reason: row.decision_reason };
}

const rowOf = (transaction: Transaction<Tables>, id: number) =>
  selectApplications(transaction).where("role_applications.id", "=", id).executeTakeFirstOrThrow();

function applicationOf(row: Row): RoleApplication {
  const awaits = CHANGES[row.state] ?? null;
  const isAwaited = awaits !== null && (awaits === "grant") === (row.status !== "granted");
  const until = row.ever_held ? row.term : row.approved_until;
  return {
    id: row.application,
    account: accountOf(row),
    role: row.applied_for as Role,
    reason: row.reason,
    status: row.status,
    awaits: isAwaited ? awaits : null,
    validUntil: until ? new Date(until * 1000) : null,
    decision: decisionOf(row),
    createdAt: new Date(row.applied_at),
  };
}
