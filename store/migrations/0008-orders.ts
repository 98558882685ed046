import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** WeChat users, accounts' companies, sent messages, and the calls of the last day. */
export const orders: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("wechat_identities")
      .addColumn("openid", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull().unique())
      .addColumn("nick_name", "text")
      .addColumn("avatar_url", "text")
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("erp_bindings")
      .addColumn("account_id", "integer", (column) => column.primaryKey())
      .addColumn("customer_id", "text", (column) => column.notNull())
      .addColumn("company_id", "text", (column) => column.notNull())
      .addColumn("company_name", "text", (column) => column.notNull())
      .addColumn("bound_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("message_log")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("template_id", "text", (column) => column.notNull())
      .addColumn("page", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("message_id", "text")
      .addColumn("reason", "text")
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("message_log_account").on("message_log").columns(["account_id", "created_at"]).execute();

    await schema
      .createTable("calls")
      .addColumn("endpoint", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("milliseconds", "real", (column) => column.notNull())
      .addColumn("outcome", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("calls_at").on("calls").column("at").execute();
  },
};
