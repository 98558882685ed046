import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What requests created besides operations, who uploaded which file, and which record names which file. */
export const requestsAndFiles: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .alterTable("accounts")
      .addColumn("grant_due", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .createIndex("accounts_grant_due")
      .on("accounts")
      .column("grant_due")
      .where("grant_due", "=", 1)
      .execute();

    await schema
      .createTable("requests")
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("idempotency_key", "text", (column) => column.notNull())
      .addColumn("request_hash", "text", (column) => column.notNull())
      .addColumn("made", "text", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("requests_primary", ["account_id", "idempotency_key"])
      .execute();

    await schema
      .createTable("uploads")
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("uploads_primary", ["account_id", "sha256"])
      .execute();

    await schema
      .createTable("record_files")
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("record_files_primary", ["sha256", "digest"])
      .execute();
    await schema.createIndex("record_files_digest").on("record_files").column("digest").execute();

    // Triggers, so that every way of writing a record covers its files, and a rebuilt mirror has the same ones.
    // Replacing a row fires no delete trigger: an insert first removes what an older text left.
    const text = sql.raw(
      `case when instr(new.text, '"sha256"') > 0 and json_valid(new.text) then new.text else '{}' end`,
    );
    const refill = sql`
      delete from record_files where digest = new.digest;
      insert or ignore into record_files (sha256, digest)
        select json_extract(file.value, '$.sha256'), new.digest
        from json_each(${text}, '$.step.attachments') as file
        where file.type = 'object' and json_type(file.value, '$.sha256') = 'text';
      insert or ignore into record_files (sha256, digest)
        select value, new.digest from json_each(${text}, '$.batch.product.image.sha256') where type = 'text';`;
    await sql`create trigger records_inserted after insert on records begin ${refill} end`.execute(database);
    await sql`create trigger records_updated after update of text on records begin ${refill} end`.execute(database);
    await sql`create trigger records_deleted after delete on records
      begin delete from record_files where digest = old.digest; end`.execute(database);
  },
};
