import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { type WriteBehind, writeBehind } from "../shared/write-behind.ts";

/** Digests of newly stored objects, passed on to the indexer, which is a separate process. */
export function arrivalsRepository({ write }: Pick<Database, "write">): WriteBehind<Hex> {
  return writeBehind<Hex>({
    chunk: 500,
    async write(digests) {
      await write
        .insertInto("record_arrivals")
        .values(digests.map((digest) => ({ digest })))
        .execute();
    },
  });
}
