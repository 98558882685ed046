import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";

/** A batch's head as the mirror has it, as of one block. */
export interface MirroredHead {
  readonly id: Hex;
  readonly code: string;
  readonly head: string;
  readonly blockHash: Hex;
}

/** Heads of batches, each with the mirror's block at the time. */
export interface MirrorHeads {
  /** In the order of ids, after a given one. */
  after(id: string, limit: number): Promise<readonly MirroredHead[]>;
  /** For these batches, as far as the mirror has them. */
  of(ids: readonly string[]): Promise<readonly MirroredHead[]>;
}

/** The heads in SQL. Each answer comes from one statement, so that head and block are consistent. */
export function mirrorHeads({ read }: Pick<Database, "read">): MirrorHeads {
  const heads = () =>
    read
      .selectFrom(["batches", "cursor"])
      .select(["batches.id", "batches.code", "batches.head", "cursor.block_hash as blockHash"])
      .orderBy("batches.id")
      .$narrowType<{ id: Hex; blockHash: Hex }>();
  return {
    after: (id, limit) => heads().where("batches.id", ">", id).limit(limit).execute(),
    of: async (ids) => (ids.length === 0 ? [] : heads().where("batches.id", "in", ids).execute()),
  };
}
