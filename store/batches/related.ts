/** How somebody stands to batches, in SQL. Each is a set that an index leads to, however many batches there are. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { RELATIONS } from "../../domain/batches/mirror.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { listOf } from "../shared/list-of.ts";

/** Whether a batch stands so to whoever has these addresses. */
export function isRelated(relation: (typeof RELATIONS)[number], addresses: readonly Hex[]): RawBuilder<SqlBool> {
  const own = listOf(addresses);
  switch (relation) {
    case "mine":
      // As the index has it (store/migrations/0064-batches-of-ones-own.ts).
      return sql<SqlBool>`batches.id in (
        select batch_id from facts where seq = 1 and json_extract(args, '$.holder') in ${own})`;
    case "held":
      return sql<SqlBool>`batches.custodian in (
        select value from json_each(${JSON.stringify(addresses)})
        union all select custodian from agents where account in ${own})`;
    case "offered":
      return sql<SqlBool>`batches.id in (select batch_id from offers where recipient in ${own} and state = 'open')`;
    case "party":
      // Empty for all that the custodian holds.
      return sql<SqlBool>`batches.id in (
        select admitted.id from parties join batches as admitted on admitted.custodian = parties.custodian
        where parties.account in ${own} and parties.batch_id in ('', admitted.id))`;
  }
}
