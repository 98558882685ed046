import type { Kysely, Transaction } from "kysely";
import type { Tables } from "../tables.ts";

/** A connection, or a transaction on it. */
export type Executor = Kysely<Tables> | Transaction<Tables>;
