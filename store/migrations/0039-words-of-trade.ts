import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What a text may hold for any of it to be worth a look: most records say nothing of trade. */
const FIELDS = ["place", "from", "to", "carrier", "references"];

/** Where in a document the names and numbers are that batches are searched by. */
const PATHS = ["place", "from", "to", "carrier", "from.place", "to.place"].flatMap((path) =>
  ["name", "gln"].map((field) => `$.step.${path}.${field}`),
);

/** Which places, parties and papers the records tell of that everybody may read, so that batches are found by them. */
export const wordsOfTrade: Migration = {
  async up(database: Kysely<unknown>) {
    const run = (statement: string) => sql.raw(statement).execute(database);
    await run("create table record_words (digest text primary key, code text not null, words text not null)");
    await run("create index record_words_by_code on record_words (code)");
    // Triggers, so that every way of writing a record covers it, and a rebuilt mirror has the same rows.
    const refill = `delete from record_words where digest = new.digest; ${wordsOf("new")};`;
    await run(`create trigger record_words_inserted after insert on records begin ${refill} end`);
    await run(`create trigger record_words_updated after update of text, visibility on records begin ${refill} end`);
    await run(
      "create trigger record_words_deleted after delete on records begin delete from record_words where digest = old.digest; end",
    );
    await run(wordsOf("records", "from records"));
  },
};

/** The statement that writes a record's words down, or those of all records: none of one that is withheld. */
function wordsOf(record: string, from = ""): string {
  const isTold = FIELDS.map((field) => `instr(${record}.text, '"${field}"') > 0`).join(" or ");
  const isLegible = `${record}.visibility = 'public' and (${isTold}) and json_valid(${record}.text)`;
  const text = `case when ${isLegible} then ${record}.text else '{}' end`;
  const names = PATHS.map((path) => `json_extract(${text}, '${path}')`).join(", ");
  return `insert or replace into record_words (digest, code, words)
    select digest, code, words from (
      select ${record}.digest as digest, json_extract(${text}, '$.code') as code, (
        select group_concat(word, char(10)) from (
          select value as word from json_each(json_array(${names})) where type = 'text'
          union all
          select json_extract(value, '$.number') from json_each(${text}, '$.step.references') where type = 'object'
        )
      ) as words ${from}
    ) where typeof(code) = 'text' and words is not null`;
}
