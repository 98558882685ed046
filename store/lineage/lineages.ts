import type { Direction, LineageEdge, LineageNode, Lineages } from "../../domain/lineage/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";

/** Lineages in the projections. One statement a step, so that each batch and each edge is read once. */
export function lineagesRepository({ read }: Pick<Database, "read">): Lineages {
  return {
    async follow(batchIds, direction, depth, limit, mostEdges = Number.MAX_SAFE_INTEGER) {
      const starts = new Set<string>(batchIds);
      const depths = new Map([...starts].slice(0, limit).map((id) => [id, 0]));
      const edges: LineageEdge[] = [];
      let frontier: readonly string[] = [...depths.keys()];
      let isTruncated = starts.size > depths.size;
      for (let step = 1; frontier.length > 0; step++) {
        // One more than may be told of shows that there are more; beyond the depth, that there is any.
        const wanted = step > depth ? 1 : mostEdges - edges.length + 1;
        const found = await edgesFrom(read, frontier, direction, wanted);
        if (step > depth) {
          isTruncated ||= found.length > 0;
          break;
        }
        if (found.length === wanted) {
          isTruncated = true;
          found.pop();
        }
        const next: string[] = [];
        for (const edge of found) {
          const other = direction === "up" ? edge.parent : edge.child;
          if (!depths.has(other)) {
            if (depths.size >= limit) {
              isTruncated = true;
              continue;
            }
            depths.set(other, direction === "up" ? -step : step);
            next.push(other);
          }
          edges.push(edge);
        }
        frontier = next;
      }
      return { nodes: await nodesOf(read, depths), edges, isTruncated };
    },
  };
}

/** The edges that lead on from these batches. */
async function edgesFrom(
  executor: Executor,
  ids: readonly string[],
  direction: Direction,
  limit: number,
): Promise<LineageEdge[]> {
  const rows = await executor
    .selectFrom("lineage_edges")
    .select(["parent", "child", "kind", "quantity"])
    .where(direction === "up" ? "child" : "parent", "in", listOf(ids))
    .orderBy("line")
    .orderBy("child")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    parent: row.parent as Hex,
    child: row.child as Hex,
    kind: row.kind as LineageEdge["kind"],
    quantity: BigInt(row.quantity),
  }));
}

async function nodesOf(executor: Executor, depths: ReadonlyMap<string, number>): Promise<readonly LineageNode[]> {
  const rows = await executor
    .selectFrom("batches")
    .leftJoin("facts as describing", (join) =>
      join.onRef("describing.batch_id", "=", "batches.id").onRef("describing.seq", "=", "batches.described_by"),
    )
    .leftJoin("records", "records.digest", "describing.digest")
    .select(["batches.id", "batches.code", "batches.name", "batches.unit", "batches.quantity", "batches.made"])
    .select([
      "batches.gone",
      "batches.custodian",
      "batches.status",
      "batches.recalls",
      "batches.verdict",
      "batches.head",
      "records.visibility",
    ])
    .where("batches.id", "in", listOf([...depths.keys()]))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...depths].flatMap(([id, depth]) => {
    const row = byId.get(id);
    if (!row) return [];
    return {
      id: id as Hex,
      code: row.code,
      name: row.name,
      isPublic: row.visibility === "public",
      unit: row.unit,
      quantity: BigInt(row.quantity),
      made: BigInt(row.made),
      gone: JSON.parse(row.gone) as LineageNode["gone"],
      custodian: row.custodian as Hex,
      status: row.status as LineageNode["status"],
      recalls: row.recalls,
      verdict: row.verdict as LineageNode["verdict"],
      head: row.head as Hex,
      depth,
    };
  });
}
