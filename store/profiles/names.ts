import { type RawBuilder, sql } from "kysely";
import type { NameIndex } from "../../domain/profiles/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { Database } from "../database.ts";

/** A regulator's and a registrar's bit (contracts/types/Account.sol). */
const OFFICERS = 32 | 64;

/** Names and location numbers that accounts are found by. */
export function nameIndex({ read, write }: Pick<Database, "read" | "write">): NameIndex {
  return {
    async keep(digest, { account, names, gln }) {
      const known = await read
        .selectFrom("profile_documents")
        .select("digest")
        .where("digest", "=", digest)
        .executeTakeFirst();
      if (known) return;
      await write
        .insertInto("profile_documents")
        .values({
          digest,
          account,
          gln: gln ?? null,
          en_skeleton: names.en === undefined ? null : skeletonOf(names.en),
          zh_skeleton: names.zh === undefined ? null : skeletonOf(names.zh),
        })
        .onConflict((conflict) => conflict.column("digest").doNothing())
        .execute();
    },

    async lookalikes(names) {
      const wanted = names.map(({ owner, name }) => ({ owner, skeleton: skeletonOf(name) }));
      // Each table by its own index, however many names there are.
      const { rows } = await sql<{ key: number }>`
        with shown as (
          select key, value ->> 'skeleton' as skeleton, value ->> 'owner' as owner,
            case json_type(value, '$.owner') when 'integer' then value ->> 'owner'
              else ${accountAt(sql`value ->> 'owner'`)} end as account_id
          from json_each(${JSON.stringify(wanted)})
        )
        select key from shown where skeleton <> '' and (
          exists (select 1 from accounts where name_skeleton = skeleton and id is not shown.account_id)
          or exists (select 1 from locations where kind = 'farm' and name_skeleton = skeleton
            and owner_id is not shown.account_id)
          or exists (${othersDescribedAs(sql`en_skeleton`)})
          or exists (${othersDescribedAs(sql`zh_skeleton`)})
        )`.execute(read);
      const found = new Set(rows.map(({ key }) => Number(key)));
      return names.map((_, index) => found.has(index));
    },

    async confirmedWithGln(gln) {
      const { rows } = await sql<{ account: Hex }>`
        select distinct documents.account from profile_documents as documents
        join profiles on profiles.digest = documents.digest and profiles.account = documents.account
        where documents.gln = ${gln} and profiles.author <> profiles.account and (profiles.roles & ${OFFICERS}) <> 0
        and ${isLatest}`.execute(read);
      return rows.map(({ account }) => account);
    },
  };
}

/** The account that an address belongs or belonged to; null for an address of nobody here. */
const accountAt = (address: RawBuilder<unknown>) => sql`coalesce(
  (select id from accounts where accounts.address = ${address}),
  (select account_id from account_addresses where account_addresses.address = ${address}))`;

/** Others who are described so by the latest word of anybody who describes them. */
const othersDescribedAs = (column: RawBuilder<unknown>) => sql`
  select 1 from profile_documents as documents
  join profiles on profiles.digest = documents.digest and profiles.account = documents.account
  where documents.${column} = shown.skeleton and ${isLatest}
  and coalesce(${accountAt(sql`documents.account`)}, documents.account) is not coalesce(shown.account_id, shown.owner)`;

const isLatest: RawBuilder<unknown> = sql`profiles.line = (
  select max(later.line) from profiles as later
  where later.account = profiles.account and later.author = profiles.author)`;
