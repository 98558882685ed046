/** Where the batches of a lineage stand in a drawing: what went in on the left, what came of it on the right. */

/** A batch to draw. */
export interface DrawnNode {
  readonly key: string;
  /** Steps from the batch that is asked about; less than 0 for what it was made of. */
  readonly depth: number;
}

/** What went into what. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
}

/** A batch with its place. */
export type Placed<Node> = Node & { readonly x: number; readonly y: number };

/** A box's size, and the room between boxes. */
export const BOX = { width: 172, height: 58, across: 64, down: 18 } as const;

/** Place batches in columns by their depth; in each, near what they are connected to. */
export function layOut<Node extends DrawnNode>(
  nodes: readonly Node[],
  edges: readonly DrawnEdge[],
): { readonly nodes: readonly Placed<Node>[]; readonly width: number; readonly height: number } {
  const depths = [...new Set(nodes.map(({ depth }) => depth))].sort((one, other) => one - other);
  const rows = new Map<string, number>();
  // From the batch itself outwards, so that what each is placed by has its place.
  for (const depth of [...depths].sort((one, other) => Math.abs(one) - Math.abs(other))) {
    const column = nodes.filter((node) => node.depth === depth);
    const wanted = new Map(column.map(({ key }) => [key, meanRow(key, edges, rows)]));
    column.sort((one, other) => (wanted.get(one.key) ?? 0) - (wanted.get(other.key) ?? 0));
    for (const [row, { key }] of column.entries()) rows.set(key, row - (column.length - 1) / 2);
  }
  const highest = Math.min(0, ...rows.values());
  const placed = nodes.map((node) => ({
    ...node,
    x: depths.indexOf(node.depth) * (BOX.width + BOX.across),
    y: ((rows.get(node.key) ?? 0) - highest) * (BOX.height + BOX.down),
  }));
  return {
    nodes: placed,
    width: depths.length * (BOX.width + BOX.across) - BOX.across,
    height: Math.max(0, ...placed.map(({ y }) => y)) + BOX.height,
  };
}

/** The middle of the rows that a batch's neighbours have; 0 where none has one yet. */
function meanRow(key: string, edges: readonly DrawnEdge[], rows: ReadonlyMap<string, number>): number {
  const near = edges.flatMap(
    ({ from, to }) => (from === key ? rows.get(to) : to === key ? rows.get(from) : undefined) ?? [],
  );
  return near.length === 0 ? 0 : near.reduce((sum, row) => sum + row, 0) / near.length;
}
