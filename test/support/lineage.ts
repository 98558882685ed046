/** Lineages in a database without a chain: layers of batches, everything of a layer made of everything of the one before. */
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../../store/database.ts";

/** The id of a batch: which one of which layer, both from 0. */
export const layeredId = (layer: number, place: number): Hex =>
  `0x${(layer * 100_000 + place + 1).toString(16).padStart(64, "0")}`;

/** Write layers of so many batches each, with all that went from one layer into the next. */
export function writeLayers({ raw }: Pick<Database, "raw">, layers: number, width: number): void {
  const putBatch = raw.prepare(
    `insert into batches (id, trace_id, code, unit, quantity, custodian, seq, status, head, described_by, created_at,
     updated_at, state, search) values (@id, @id, @code, 'KGM', '1000', '0x', 1, 'active', '0x', 1, 1, 1, 'active', '')`,
  );
  const putEdge = raw.prepare(
    "insert into lineage_edges (line, parent, child, kind, quantity) values (?, ?, ?, 'transformation', '1')",
  );
  raw.transaction(() => {
    let line = 0;
    for (let layer = 0; layer < layers; layer++) {
      for (let place = 0; place < width; place++) {
        const id = layeredId(layer, place);
        putBatch.run({ id, code: `L${layer}-${place}` });
        if (layer === 0) continue;
        for (let from = 0; from < width; from++) putEdge.run(++line, layeredId(layer - 1, from), id);
      }
    }
  })();
}
