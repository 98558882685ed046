/** How applications for roles are read: beside what was decided stands what the mirror shows. */
import { type Selectable, sql } from "kysely";
import type { ApplicationStatus, Decision, RoleApplication, RoleChange } from "../../domain/roles/role-applications.ts";
import { ROLES, type Role, roleSet } from "../../domain/shared/roles.ts";
import { accountOf } from "../accounts/accounts.ts";
import type { AccountsTable } from "../accounts/tables.ts";
import type { Executor } from "../shared/executor.ts";

const BIT = sql`case role_applications.role ${sql.join(
  ROLES.map((role) => sql`when ${sql.lit(role)} then ${sql.lit(roleSet(role))}`),
  sql` `,
)} end`;
/** Whether the account's address holds the role on chain now. */
export const HELD = sql<boolean>`(coalesce(account_roles.current, 0) & ${BIT} <> 0
  and (account_roles.valid_until = 0 or account_roles.valid_until >= unixepoch()))`;
/** Whether it ever did. */
export const EVER_HELD = sql<boolean>`(coalesce(account_roles.ever, 0) & ${BIT} <> 0)`;
/** Whether the role was on chain by what was decided here, noticed or not. */
export const WAS_GRANTED = sql<boolean>`(role_applications.state in ('granted', 'revoking')
  or (role_applications.state = 'approved' and role_applications.due = 0 and exists (
    select 1 from operations where operations.id = role_applications.operation_id
      and operations.state in ('mined', 'final'))))`;
/** A role that was granted and is not there, nor ever was, went with a reorganisation, and comes again. */
export const STATUS = sql<ApplicationStatus>`case
  when ${HELD} then 'granted'
  when role_applications.state in ('refused', 'revoked') then role_applications.state
  when ${WAS_GRANTED} and ${EVER_HELD} then 'revoked'
  else 'pending' end`;

/** Applications with their accounts, and how they stand. */
export const selectApplications = (executor: Executor) =>
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

/** A row of `selectApplications`. */
export type ApplicationRow = Selectable<AccountsTable> &
  Awaited<ReturnType<ReturnType<typeof selectApplications>["executeTakeFirstOrThrow"]>>;

/** What is still to be done on chain for a decision. */
export const CHANGES: Readonly<Record<string, RoleChange>> = { approved: "grant", revoking: "revoke" };

/** What ended a role that nobody here revoked: its term, or an act on chain. */
export function ending({ term }: Pick<ApplicationRow, "term">, at: Date): Decision {
  const isOver = term !== null && term !== 0 && term * 1000 < at.getTime();
  return { by: null, at: isOver ? new Date(term * 1000) : at, reason: null };
}

function decisionOf(row: ApplicationRow): Decision | null {
  if (row.status === "revoked" && (row.state === "granted" || row.state === "approved")) return ending(row, new Date());
  if (row.decided_at === null) return null;
  return { by: row.decided_by, at: new Date(row.decided_at), reason: row.decision_reason };
}

/** The application in a row. */
export function applicationOf(row: ApplicationRow): RoleApplication {
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
