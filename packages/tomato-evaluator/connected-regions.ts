/** Connected regions of a mask, and their shapes. */

/** A raster of yes (not 0) and no (0). */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Positions of connected pixels. */
export type Region = readonly number[];

/** Visit the four neighbours of a position that lie within the raster. */
export function eachNeighbour({ width, height }: Mask, position: number, visit: (neighbour: number) => void): void {
  const x = position % width;
  if (x > 0) visit(position - 1);
  if (x < width - 1) visit(position + 1);
  if (position >= width) visit(position - width);
  if (position < width * (height - 1)) visit(position + width);
}

/** The connected regions of a mask. */
export function regionsOf(mask: Mask): Region[] {
  const seen = new Uint8Array(mask.data.length);
  const regions: Region[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (!mask.data[start] || seen[start]) continue;
    const region = [start];
    seen[start] = 1;
    for (let next = 0; next < region.length; next++) {
      eachNeighbour(mask, region[next] as number, (neighbour) => {
        if (!mask.data[neighbour] || seen[neighbour]) return;
        seen[neighbour] = 1;
        region.push(neighbour);
      });
    }
    regions.push(region);
  }
  return regions;
}

/** A mask of these positions alone. */
export function maskOf({ width, height }: Omit<Mask, "data">, positions: Iterable<number>): Mask {
  const data = new Uint8Array(width * height);
  for (const position of positions) data[position] = 1;
  return { width, height, data };
}

/**
 * Part a mask where it is thin: what is more than `radius` from an edge are cores, and each takes back the pixels around
 * it. What is thin throughout (stalks, letters) is dropped.
 */
export function partedRegions(mask: Mask, radius: number): Region[] {
  const depth = depthOf(mask);
  const cores = regionsOf({ ...mask, data: depth.map((value) => Number(value > radius)) });
  const owner = new Int32Array(mask.data.length).fill(-1);
  const regions = cores.map((core) => [...core]);
  for (const [index, core] of cores.entries()) for (const position of core) owner[position] = index;
  let front = cores.flat();
  for (let step = 0; step <= radius && front.length > 0; step++) {
    const reached: number[] = [];
    for (const position of front) {
      const index = owner[position] as number;
      eachNeighbour(mask, position, (neighbour) => {
        if (!mask.data[neighbour] || owner[neighbour] !== -1) return;
        owner[neighbour] = index;
        regions[index]?.push(neighbour);
        reached.push(neighbour);
      });
    }
    front = reached;
  }
  return regions;
}

/** How many steps each pixel is from the nearest one outside. The picture's edge is no edge of what it shows. */
function depthOf(mask: Mask): Uint8Array {
  const depth = new Uint8Array(mask.data.length);
  let front: number[] = [];
  for (let position = 0; position < depth.length; position++) if (!mask.data[position]) front.push(position);
  if (front.length === 0) return depth.fill(255);
  const seen = mask.data.map((value) => Number(value === 0));
  for (let step = 1; front.length > 0; step++) {
    const reached: number[] = [];
    for (const position of front) {
      eachNeighbour(mask, position, (neighbour) => {
        if (seen[neighbour]) return;
        seen[neighbour] = 1;
        depth[neighbour] = Math.min(step, 255);
        reached.push(neighbour);
      });
    }
    front = reached;
  }
  return depth;
}

/** What share of its convex hull a region fills: near 1 for a fruit, little for leaves and letters. */
export function solidityOf(width: number, region: Region): number {
  const rows = new Map<number, [number, number]>();
  for (const position of region) {
    const [x, y] = [position % width, Math.floor(position / width)];
    const row = rows.get(y);
    if (!row) rows.set(y, [x, x]);
    else [row[0], row[1]] = [Math.min(row[0], x), Math.max(row[1], x)];
  }
  const corners: Point[] = [];
  for (const [y, [first, last]] of rows) {
    corners.push([first, y], [first, y + 1], [last + 1, y], [last + 1, y + 1]);
  }
  return region.length / hullArea(corners);
}

/** How many times longer a region is than wide, by its second moments. */
export function elongationOf(width: number, region: Region): number {
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (const position of region) {
    const [x, y] = [position % width, Math.floor(position / width)];
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const count = region.length;
  // 1/12: a pixel is a square, not a point.
  const xx = sumXX / count - (sumX / count) ** 2 + 1 / 12;
  const yy = sumYY / count - (sumY / count) ** 2 + 1 / 12;
  const xy = sumXY / count - (sumX / count) * (sumY / count);
  const root = Math.hypot((xx - yy) / 2, xy);
  return Math.sqrt(((xx + yy) / 2 + root) / ((xx + yy) / 2 - root));
}

type Point = readonly [x: number, y: number];

/** The area of the convex hull (Andrew's monotone chain, then the shoelace formula). */
function hullArea(points: Point[]): number {
  points.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
  const hull = [...halfHull(points), ...halfHull(points.reverse())];
  let twice = 0;
  for (const [index, [x, y]] of hull.entries()) {
    const [nextX, nextY] = hull[(index + 1) % hull.length] as Point;
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

function halfHull(points: readonly Point[]): Point[] {
  const half: Point[] = [];
  for (const point of points) {
    while (half.length >= 2 && turn(half.at(-2) as Point, half.at(-1) as Point, point) <= 0) half.pop();
    half.push(point);
  }
  return half.slice(0, -1);
}

function turn([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  return (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
}
