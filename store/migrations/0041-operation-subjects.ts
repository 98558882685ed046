import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What else an operation is about: acts on several batches. Those before were about one each. */
export const operationSubjects: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable("operation_subjects")
      .addColumn("operation_id", "text", (column) => column.notNull().references("operations.id"))
      .addColumn("subject", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("operation_subjects_key", ["operation_id", "subject"])
      .execute();
    await schema.createIndex("operation_subjects_by_subject").on("operation_subjects").column("subject").execute();
  },
};
