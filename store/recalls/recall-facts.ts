import { sql } from "kysely";
import type { RecallFacts, RecordedTransfer } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";

/** What the mirror tells of batches that are recalled. */
export function recallFacts({ read }: Pick<Database, "read">): RecallFacts {
  return {
    makersOf: (ids) => makersOf(read, ids),

    async takenSince(batchId, holders) {
      const { rows } = await sql<{ readonly child: Hex }>`
        select distinct child from lineage_edges where parent = ${batchId} and line > coalesce(
          (select max(line) from facts where batch_id = ${batchId} and event = 'CustodyAccepted'
            and actor in ${listOf(holders)}),
          (select max(line) from facts where batch_id = ${batchId} and event = 'CustodyAccepted'), 0)`.execute(read);
      return rows.map(({ child }) => child);
    },

    async transfersOf(ids, limit) {
      // A step tells of places, parties and papers in objects of its own: all else is no such record.
      const { rows } = await sql<RecordedTransfer>`
        select batches.code, batches.custodian, facts.actor as recorder, records.visibility, records.text
        from ${listOf(ids)} as asked join batches on batches.id = asked.value
          join facts on facts.batch_id = batches.id join records on records.digest = facts.digest
        where instr(records.text, '"to":{') > 0 and not exists (
          select 1 from facts as later where later.batch_id = facts.batch_id and later.amended = facts.seq)
        order by facts.line desc limit ${limit}`.execute(read);
      return rows;
    },

    async actingFor(addresses) {
      const rows = await read
        .selectFrom("agents")
        .select(["custodian", "account"])
        .where("account", "in", listOf(addresses))
        .execute();
      const rank = (account: string) => addresses.indexOf(account as Hex);
      const ranked = rows.toSorted((one, other) => rank(other.account) - rank(one.account));
      return new Map(ranked.map(({ custodian, account }) => [custodian as Hex, account as Hex]));
    },
  };
}

/** A part's maker is its parent's, however often it was split: one statement a generation. */
async function makersOf(read: Executor, ids: readonly Hex[]): Promise<ReadonlyMap<Hex, Hex>> {
  const parents = new Map<string, string>();
  const makers = new Map<string, Hex>();
  for (let wanted: readonly string[] = ids; wanted.length > 0; ) {
    const rows = await read
      .selectFrom("facts")
      .select(["batch_id", "event", "args"])
      .where("seq", "=", 1)
      .where("batch_id", "in", listOf(wanted))
      .execute();
    const next = new Set<string>();
    for (const { batch_id, event, args } of rows) {
      const { holder, parent } = JSON.parse(args) as { readonly holder: Hex; readonly parent?: string };
      if (event !== "SplitOff" || parent === undefined) makers.set(batch_id as string, holder);
      else {
        parents.set(batch_id as string, parent);
        if (!parents.has(parent) && !makers.has(parent)) next.add(parent);
      }
    }
    wanted = [...next];
  }
  const makerOf = (id: string): Hex | undefined => {
    let at: string | undefined = id;
    while (at !== undefined && !makers.has(at)) at = parents.get(at);
    return at === undefined ? undefined : makers.get(at);
  };
  return new Map(
    ids.flatMap((id) => {
      const maker = makerOf(id);
      return maker ? [[id, maker] as const] : [];
    }),
  );
}
