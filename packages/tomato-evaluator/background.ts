/** What lies behind the fruit, told by the picture's edge: a table, a box, leaves. */
import type { Lab } from "./colour.ts";
import { eachNeighbour, type Mask } from "./connected-regions.ts";

/** How much of the edge a colour has to take to be the background's. */
const EDGE_SHARE = 0.03;
/** How far from such a colour the background may be: differences of lightness (shadows) count half. */
const DISTANCE = 13;
/** A strong red is never taken for background: fruit is often cut off by the edge. */
const isFruitRed = ({ hue, chroma }: Lab) => (hue < 58 || hue > 345) && chroma > 45;

/** Mark what belongs to the background: what can be reached from the edge over its colours, or over none of a fruit's. */
export function backgroundOf(shades: Mask, colours: readonly Lab[]): Uint8Array {
  const { width, height } = shades;
  const known = edgeColours(shades, colours);
  const reached = new Uint8Array(colours.length);
  const open = (position: number) =>
    shades.data[position] === 0 || known.some((colour) => isNear(colours[position] as Lab, colour));
  const front: number[] = [];
  const visit = (position: number) => {
    if (reached[position] || !open(position)) return;
    reached[position] = 1;
    front.push(position);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) visit(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) visit(y * width + x);
  while (front.length > 0) eachNeighbour(shades, front.pop() as number, visit);
  return reached;
}

type Colour = Pick<Lab, "lightness" | "a" | "b">;

function isNear(one: Colour, two: Colour): boolean {
  return Math.hypot((one.lightness - two.lightness) / 2, one.a - two.a, one.b - two.b) < DISTANCE;
}

/** The means of the colours that take much of the edge. */
function edgeColours({ width, height }: Mask, colours: readonly Lab[]): Colour[] {
  const depth = Math.max(2, Math.round(Math.min(width, height) * 0.04));
  const bins = new Map<string, { count: number; lightness: number; a: number; b: number }>();
  let total = 0;
  for (const [position, colour] of colours.entries()) {
    const [x, y] = [position % width, Math.floor(position / width)];
    if (Math.min(x, y, width - 1 - x, height - 1 - y) >= depth) continue;
    total++;
    if (isFruitRed(colour)) continue;
    const { lightness, a, b } = colour;
    const name = `${Math.round(lightness / 20)} ${Math.round(a / 10)} ${Math.round(b / 10)}`;
    const bin = bins.get(name) ?? { count: 0, lightness: 0, a: 0, b: 0 };
    bins.set(name, {
      count: bin.count + 1,
      lightness: bin.lightness + lightness,
      a: bin.a + a,
      b: bin.b + b,
    });
  }
  return [...bins.values()]
    .filter(({ count }) => count >= total * EDGE_SHARE)
    .map(({ count, lightness, a, b }) => ({ lightness: lightness / count, a: a / count, b: b / count }));
}
