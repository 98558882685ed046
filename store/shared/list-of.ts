import { type RawBuilder, sql } from "kysely";

/** Texts or numbers for `in`, as one parameter: the statement is the same for any number of them. */
export const listOf = (values: readonly (string | number)[]): RawBuilder<string> =>
  sql<string>`(select value from json_each(${JSON.stringify(values)}))`;
