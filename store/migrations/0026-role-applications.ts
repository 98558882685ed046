import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { ROLES, roleSet } from "../../domain/shared/roles.ts";

/**
 * Applications for roles, one an account and role, in place of one role an account that fell due; and the officers'
 * roles in the mirror, which it left out.
 */
export const roleApplications: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("role_applications")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("account_id", "integer", (column) => column.notNull().references("accounts.id"))
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("reason", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("due", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("valid_until", "integer")
      .addColumn("operation_id", "text")
      .addColumn("decided_by", "integer", (column) => column.references("accounts.id"))
      .addColumn("decided_at", "integer")
      .addColumn("decision_reason", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addUniqueConstraint("role_applications_of_account", ["account_id", "role"])
      .execute();
    await schema.createIndex("role_applications_by_state").on("role_applications").columns(["state", "id"]).execute();

    // From the lines themselves: the latest of an account counts, and what it ever held is what any of them gave.
    await sql`
      update account_roles set current = (
        select json_extract(args, '$.roles') from facts
        where event = 'RolesSet' and json_extract(args, '$.account') = account_roles.address
        order by block_number desc, log_index desc limit 1
      ) where address in (select json_extract(args, '$.account') from facts where event = 'RolesSet')`.execute(
      database,
    );
    for (const office of [64, 128]) {
      await sql`
        update account_roles set ever = ever | ${office} where address in (
          select json_extract(args, '$.account') from facts
          where event = 'RolesSet' and json_extract(args, '$.roles') & ${office}
        )`.execute(database);
    }

    const bit = sql`case accounts.role ${sql.join(
      ROLES.map((role) => sql`when ${sql.lit(role)} then ${sql.lit(roleSet(role))}`),
      sql` `,
    )} end`;
    await sql`
      insert into role_applications (account_id, role, state, due, created_at)
        select accounts.id, accounts.role,
          case
            when coalesce(account_roles.current, 0) & ${bit} then 'granted'
            when accounts.grant_due = 1 then 'approved'
            when coalesce(account_roles.ever, 0) & ${bit} then 'revoked'
            else 'pending'
          end,
          accounts.grant_due, accounts.created_at
        from accounts left join account_roles on account_roles.address = accounts.address
        where accounts.role is not null`.execute(database);
    await schema.dropIndex("accounts_grant_due").execute();
    await schema.alterTable("accounts").dropColumn("grant_due").execute();
  },
};
