import { sql } from "kysely";
import type { Direction, LineageEdge, LineageNode, Lineages } from "../../domain/lineage/ports.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import { listOf } from "../shared/list-of.ts";

/** Lineages in the projections. Two statements a step, so that each batch and each edge is read once. */
export function lineagesRepository({ read }: Pick<Database, "read">): Lineages {
  return {
    async follow(batchIds, direction, depth, limit, { mostEdges = Number.MAX_SAFE_INTEGER, through } = {}) {
      const starts = new Set<string>(batchIds);
      const reached = new Set([...starts].slice(0, limit));
      const nodes: LineageNode[] = [...(await nodesOf(read, [...reached], 0))];
      const edges: LineageEdge[] = [];
      let frontier: readonly string[] = [...reached];
      let isTruncated = starts.size > reached.size;
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
          if (!reached.has(other)) {
            if (reached.size >= limit) {
              isTruncated = true;
              continue;
            }
            reached.add(other);
            next.push(other);
          }
          edges.push(edge);
        }
        const added = await nodesOf(read, next, direction === "up" ? -step : step);
        nodes.push(...added);
        frontier = through ? added.filter(through).map(({ id }) => id) : next;
      }
      return { nodes, edges, isTruncated };
    },

    async illAbove(batchIds, most) {
      const { rows } = await sql<{ readonly root: Hex; readonly recalled: number; readonly failed: number }>`
        with recursive above(root, id) as (
          select value, value from json_each(${JSON.stringify(batchIds)})
          union select above.root, edge.parent from above cross join lineage_edges as edge on edge.child = above.id
          limit ${most * batchIds.length}
        )
        select above.root, max(batch.recalls <> 0) as recalled, max(coalesce(batch.verdict, '') = 'fail') as failed
        from above cross join batches as batch on batch.id = above.id
        where above.id <> above.root and (batch.recalls <> 0 or batch.verdict = 'fail') group by above.root`.execute(
        read,
      );
      return new Map(
        rows.map(({ root, recalled, failed }) => [root, { isRecalled: recalled === 1, hasFailed: failed === 1 }]),
      );
    },

    async isHeldIn(batchId, holders, most) {
      const { rows } = await sql`
        with recursive above(id) as (
          select ${batchId} union select edge.parent from above cross join lineage_edges as edge on edge.child = above.id
          limit ${most}
        ), below(id) as (
          select ${batchId} union select edge.child from below cross join lineage_edges as edge on edge.parent = below.id
          limit ${most}
        )
        select 1 from (select id from above union all select id from below) as one
        cross join batches as batch on batch.id = one.id
        where batch.custodian in ${listOf(holders)} limit 1`.execute(read);
      return rows.length > 0;
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

/** The batches of these ids that there are, in that order. */
async function nodesOf(executor: Executor, ids: readonly string[], depth: number): Promise<readonly LineageNode[]> {
  if (ids.length === 0) return [];
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
    .where("batches.id", "in", listOf(ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
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
