import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Sessions with their refresh tokens, codes and tokens sent to people, and the messages that carry them. */
export const sessionsAndMessages: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema.alterTable("accounts").addColumn("verified_email", "text").execute();

    await schema
      .createTable("sessions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("token_version", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("used_at", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("sessions_account").on("sessions").column("account_id").execute();
    await schema.createIndex("sessions_expiry").on("sessions").column("expires_at").execute();

    await schema
      .createTable("refresh_tokens")
      .addColumn("hash", "text", (column) => column.primaryKey())
      .addColumn("session_id", "text", (column) => column.notNull().references("sessions.id").onDelete("cascade"))
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .addColumn("used_at", "integer")
      .addColumn("successor", "text")
      .addColumn("nonce", "text")
      .addColumn("request", "text")
      .execute();
    await schema.createIndex("refresh_tokens_session").on("refresh_tokens").column("session_id").execute();
    await schema.createIndex("refresh_tokens_expiry").on("refresh_tokens").column("expires_at").execute();

    await schema
      .createTable("reset_codes")
      .addColumn("subject", "text", (column) => column.primaryKey())
      .addColumn("seed", "text", (column) => column.notNull())
      .addColumn("request", "text")
      .addColumn("tries", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("reset_codes_expiry").on("reset_codes").column("expires_at").execute();

    await schema
      .createTable("email_verifications")
      .addColumn("hash", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("email_verifications_expiry").on("email_verifications").column("expires_at").execute();

    await schema
      .createTable("outgoing_messages")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("sealed", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("not_before", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();
    await schema.createIndex("outgoing_messages_due").on("outgoing_messages").column("not_before").execute();

    await schema
      .createTable("mailbox")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("message", "text", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .execute();
  },
};
