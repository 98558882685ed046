import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** 26 zero bytes of a chain, and what follows them in its word. */
const EMPTY_CHAIN = `0x${"0".repeat(64)}`;

/**
 * The contract's chain over all lines, those of administration included; who may write on a batch, its recalls and the
 * verdicts that stand; terms of roles; and the nonces of signatures in place of line numbers. Mirrors of the contract's
 * first form are never opened (chain/deployment.ts), so nothing has to be filled in.
 */
export const everyActALine: Migration = {
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .alterTable("facts")
      .addColumn("chain", "text", (column) => column.notNull().defaultTo(EMPTY_CHAIN))
      .execute();
    await schema
      .alterTable("cursor")
      .addColumn("chain", "text", (column) => column.notNull().defaultTo(EMPTY_CHAIN))
      .execute();
    await schema
      .alterTable("batches")
      .addColumn("open", "integer", (column) => column.notNull().defaultTo(1))
      .execute();
    for (const column of ["recalls", "withdrawn"]) {
      await schema
        .alterTable("batches")
        .addColumn(column, "integer", (definition) => definition.notNull().defaultTo(0))
        .execute();
    }
    await schema
      .alterTable("batches")
      .addColumn("verdicts", "text", (column) => column.notNull().defaultTo("{}"))
      .execute();
    await schema
      .alterTable("account_roles")
      .addColumn("valid_until", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable("operations").renameColumn("signed_seq", "nonce").execute();
    await sql`create index operations_by_nonce on operations (actor, nonce) where nonce is not null`.execute(database);
  },
};
