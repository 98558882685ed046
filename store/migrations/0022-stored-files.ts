import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Uploaded files and whether a record names them, for counting each account's share and finding orphans. */
export const storedFiles: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("files")
      .addColumn("sha256", "text", (column) => column.primaryKey())
      .addColumn("size", "integer", (column) => column.notNull())
      .addColumn("touched_at", "integer", (column) => column.notNull())
      .addColumn("named", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("collecting", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`create index files_unnamed on files (touched_at) where named = 0`.execute(database);

    for (const column of ["size", "named", "unapproved"]) {
      await schema
        .alterTable("uploads")
        .addColumn(column, "integer", (definition) => definition.notNull().defaultTo(0))
        .execute();
    }
    await schema.createIndex("uploads_sha256").on("uploads").column("sha256").execute();
    await sql`create index uploads_unnamed on uploads (account_id) where named = 0`.execute(database);
    await sql`create index uploads_unapproved on uploads (named) where unapproved = 1`.execute(database);
    await schema.createIndex("uploads_days").on("uploads").columns(["account_id", "created_at"]).execute();
    await schema
      .alterTable("uploads_pending")
      .addColumn("unapproved", "integer", (column) => column.notNull().defaultTo(0))
      .execute();

    await schema
      .createTable("upload_reservations")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "integer", (column) => column.notNull())
      .addColumn("bytes", "integer", (column) => column.notNull())
      .addColumn("unapproved", "integer", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .execute();

    await schema
      .createTable("documents")
      .addColumn("digest", "text", (column) => column.primaryKey())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .execute();
    await schema
      .createTable("document_files")
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("document_files_primary", ["sha256", "digest"])
      .execute();
    await schema.createIndex("operations_by_digest").on("operations").column("digest").execute();
    await schema.createIndex("products_image").on("products").column("image").execute();

    await fill(database);
    await watchNames(database);
  },
};

/**
 * Existing files get a whole lifetime from now on to be named in. Files that were kept regardless of records stay so; a
 * collection in progress goes on.
 */
async function fill(database: Kysely<unknown>): Promise<void> {
  const now = Date.now();
  await sql`
    insert into files (sha256, size, touched_at, named, collecting)
    select sha256, max(size), ${now}, max(kept), max(collecting) from (
      select sha256, 0 as size, 0 as kept, 0 as collecting from uploads
      union all
      select sha256, size, kept, state = 'collecting' from uploads_pending where state in ('stored', 'collecting')
    ) group by sha256`.execute(database);
  await sql`
    update files set named = 1 where collecting = 0
      and (sha256 in (select sha256 from record_files) or sha256 in (select digest from facts where digest is not null))`.execute(
    database,
  );
  await sql`
    update uploads set (size, named) = (select size, named from files where files.sha256 = uploads.sha256)`.execute(
    database,
  );
  await sql`delete from uploads_pending where state = 'collecting'`.execute(database);
  await database.schema.alterTable("uploads_pending").dropColumn("kept").execute();
}

/** Triggers, so that every way of writing a record covers it. The chain is append-only, so a name is never removed. */
async function watchNames(database: Kysely<unknown>): Promise<void> {
  await sql`create trigger files_named_by_records after insert on record_files
    begin update files set named = 1 where sha256 = new.sha256 and named = 0 and collecting = 0; end`.execute(database);
  await sql`create trigger uploads_named after update of named on files when new.named = 1
    begin update uploads set named = 1 where sha256 = new.sha256; end`.execute(database);
}
