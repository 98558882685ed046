/** A drawing of a route: plain geometry, for which nothing has to be fetched. */
import { distanceBetween, type Point } from "../../../domain/shared/geography.ts";

/** A position in the drawing. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A marker, and which of the points it stands for: points too near each other to be told apart share one. */
export interface Marker extends Spot {
  readonly points: readonly number[];
}

/** A route as drawn. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly path: readonly Spot[];
  readonly markers: readonly Marker[];
  /** A length in the drawing, and how many kilometres it is; undefined for a single place. */
  readonly scale: { readonly length: number; readonly kilometres: number } | undefined;
}

const WIDTH = 640;
const MARGIN = 44;
/** The drawing is as high as the route needs, within these. */
const LOWEST = 150;
const HIGHEST = 360;
/** Markers whose centres are nearer would cover each other. */
const NEAR = 34;
/** The least that a drawing spans, in degrees: two fields of one farm do not fill it. */
const LEAST = 0.004;

/** Draw points in their order. Each is drawn on the side of the one before that is nearer, also over the date line. */
export function draw(points: readonly Point[]): Drawing {
  const unrolled = unroll(points);
  const middle = centre(unrolled.map(({ y }) => y));
  // As wide as it is high at the middle of the route; near a pole no map of this kind is right, but it stays a map.
  const squeeze = Math.max(0.1, Math.cos((middle * Math.PI) / 180));
  const flat = unrolled.map(({ x, y }) => ({ x: x * squeeze, y: -y }));
  const [xs, ys] = [flat.map(({ x }) => x), flat.map(({ y }) => y)];
  const [spanX, spanY] = [Math.max(LEAST, extent(xs)), Math.max(LEAST, extent(ys))];
  const unit = Math.min((WIDTH - 2 * MARGIN) / spanX, (HIGHEST - 2 * MARGIN) / spanY);
  const height = points.length < 2 ? LOWEST : Math.max(LOWEST, Math.round(extent(ys) * unit + 2 * MARGIN));
  const path = flat.map(({ x, y }) => ({
    x: round(WIDTH / 2 + (x - centre(xs)) * unit),
    y: round(height / 2 + (y - centre(ys)) * unit),
  }));
  return {
    width: WIDTH,
    height,
    path,
    markers: markersOf(path),
    scale: points.length < 2 ? undefined : scaleOf(middle, unit),
  };
}

function unroll(points: readonly Point[]): Spot[] {
  let before: number | undefined;
  return points.map(({ latitude, longitude }) => {
    const x: number = before === undefined ? longitude : longitude + 360 * Math.round((before - longitude) / 360);
    before = x;
    return { x, y: latitude };
  });
}

function markersOf(path: readonly Spot[]): Marker[] {
  const markers: (Spot & { points: number[] })[] = [];
  path.forEach(({ x, y }, index) => {
    const near = markers.find((marker) => Math.hypot(marker.x - x, marker.y - y) < NEAR);
    if (near) near.points.push(index);
    else markers.push({ x, y, points: [index] });
  });
  return markers;
}

/** The longest of 1, 2 and 5 times a power of ten that is no longer than a quarter of the drawing. */
function scaleOf(latitude: number, unit: number): Drawing["scale"] {
  const perKilometre = unit / distanceBetween({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 });
  const longest = WIDTH / 4 / perKilometre;
  const power = 10 ** Math.floor(Math.log10(longest));
  const kilometres = [5, 2, 1].map((factor) => factor * power).find((each) => each <= longest) ?? power;
  return Math.abs(latitude) > 75 ? undefined : { length: round(kilometres * perKilometre), kilometres };
}

const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
const centre = (values: readonly number[]) => (Math.max(...values) + Math.min(...values)) / 2;
const round = (value: number) => Math.round(value * 10) / 10;
