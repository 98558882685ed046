/** Where things are on the Earth: positions in degrees (WGS 84), and areas as GeoJSON has them (RFC 7946). */
import * as z from "zod/mini";

/** A point. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The most points of an area, and the most of its rings: a farm's fields, not a coastline. */
const MOST_POINTS = 1_000;
const MOST_RINGS = 20;

/** Degrees north of the equator. */
export const latitudeSchema = z.number().check(z.minimum(-90), z.maximum(90));
/** Degrees east of Greenwich. */
export const longitudeSchema = z.number().check(z.minimum(-180), z.maximum(180));

type Position = readonly [longitude: number, latitude: number];

/** An area: GeoJSON's `Polygon`, its first ring the border and all others holes, each closed. */
export interface Polygon {
  readonly type: "Polygon";
  readonly coordinates: readonly (readonly Position[])[];
}

/** An area in a document. */
export const polygonSchema = z.custom<Polygon>(isPolygon);

function isPolygon(value: unknown): boolean {
  const { type, coordinates: rings, ...more } = (value ?? {}) as { readonly [Part in keyof Polygon]?: unknown };
  if (type !== "Polygon" || Object.keys(more).length > 0 || !Array.isArray(rings)) return false;
  if (rings.length === 0 || rings.length > MOST_RINGS || !rings.every(isRing)) return false;
  return rings.reduce((sum, ring) => sum + ring.length, 0) <= MOST_POINTS;
}

function isRing(ring: unknown): ring is Position[] {
  return Array.isArray(ring) && ring.length >= 4 && ring.every(isPosition) && isClosed(ring) && areaOf(ring) !== 0;
}

function isPosition(position: unknown): position is Position {
  if (!Array.isArray(position) || position.length !== 2) return false;
  const [east, north] = position;
  return longitudeSchema.safeParse(east).success && latitudeSchema.safeParse(north).success;
}

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/** Twice the signed area that a ring encloses, in square degrees, seen from its first point. */
function areaOf(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as Position;
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as Position;
    return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  }, 0);
}

/** The centre of an area, as if it had no holes; that of its frame where its border crosses itself. */
export function centreOf({ coordinates }: Polygon): Point {
  const ring = coordinates[0] as readonly Position[];
  const [west, east] = extremes(ring.map(([x]) => x));
  const [south, north] = extremes(ring.map(([, y]) => y));
  const [x0, y0] = ring[0] as Position;
  const sums = ring.reduce(
    ({ x, y }, [fromX, fromY], index) => {
      const [toX, toY] = ring[(index + 1) % ring.length] as Position;
      const cross = (fromX - x0) * (toY - y0) - (toX - x0) * (fromY - y0);
      return { x: x + (fromX + toX - 2 * x0) * cross, y: y + (fromY + toY - 2 * y0) * cross };
    },
    { x: 0, y: 0 },
  );
  const area = 3 * areaOf(ring);
  const [x, y] = [x0 + sums.x / area, y0 + sums.y / area];
  const isInside = x >= west && x <= east && y >= south && y <= north;
  return isInside ? { latitude: y, longitude: x } : { latitude: (south + north) / 2, longitude: (west + east) / 2 };
}

function extremes(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Where something is on a map: its point or, without one, the centre of its area; undefined where neither is known. */
export function pointOf(place: {
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly polygon?: Polygon | null | undefined;
}): Point | undefined {
  const { latitude, longitude, polygon } = place;
  if (typeof latitude === "number" && typeof longitude === "number") return { latitude, longitude };
  return polygon ? centreOf(polygon) : undefined;
}

/** The Earth's mean radius in kilometres (IUGG). */
const RADIUS = 6_371.0088;

/** The shortest way between two points, in kilometres, as on a sphere. */
export function distanceBetween(from: Point, to: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [north, east] = [radians(to.latitude - from.latitude), radians(to.longitude - from.longitude)];
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}
