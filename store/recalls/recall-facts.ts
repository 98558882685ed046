import { sql } from "kysely";
import { REASONS } from "../../domain/operations/act.ts";
import type { Affected, RecallFacts } from "../../domain/recalls/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";

const SOLD = REASONS.indexOf("sold");

/** What the mirror tells of batches that are recalled. */
export function recallFacts({ read }: Pick<Database, "read">): RecallFacts {
  return {
    async affected(ids) {
      const [makers, sold] = await Promise.all([makersOf(read, ids), soldOf(read, ids)]);
      return new Map(
        ids.map((id): [Hex, Affected] => [id, { id, maker: makers.get(id) as Hex, sold: sold.get(id) ?? 0n }]),
      );
    },
  };
}

/** A part's maker is its parent's, however often it was split: one statement a generation. */
async function makersOf(read: Executor, ids: readonly Hex[]): Promise<ReadonlyMap<string, Hex>> {
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

async function soldOf(read: Executor, ids: readonly Hex[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await read
    .selectFrom("facts")
    .select(["batch_id", "args"])
    .where("event", "=", "Consumed")
    .where("batch_id", "in", listOf(ids))
    .execute();
  const sums = new Map<string, bigint>();
  for (const { batch_id, args } of rows) {
    const { used, reason } = JSON.parse(args) as { readonly used: string; readonly reason: number };
    if (reason === SOLD) sums.set(batch_id as string, (sums.get(batch_id as string) ?? 0n) + BigInt(used));
  }
  return sums;
}

/** One parameter with all ids: the statement is the same for any number of them. */
const listOf = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
