/** Finds the fruit in a picture, and measures what its surface shows. */
import { backgroundOf } from "./background.ts";
import { BREAK_HUE, type Lab, labOf, type Pixels, SHADE, shadeOf } from "./colour.ts";
import {
  elongationOf,
  type Mask,
  maskOf,
  partedRegions,
  type Region,
  regionsOf,
  solidityOf,
} from "./connected-regions.ts";
import type { Sight } from "./grade.ts";

/** Why a picture cannot be judged. */
export type Unjudgeable = "grey" | "dark" | "burnt" | "no-tomato";

/** The smallest fruit: in pixels, and as a share of the picture. */
const MINIMUM_FRUIT = { pixels: 150, share: 0.01 };
/** A fruit is round: a red one may be partly hidden; a green one has to be told from leaves by its shape alone. */
const SHAPE = { red: { solidity: 0.72, elongation: 3 }, other: { solidity: 0.86, elongation: 1.7 } };
/** Of the picture's edge, more than a fruit covers: where no outline is seen, a fruit is not told from a wall. */
const MAXIMUM_EDGE = 0.8;
/** Whether it is a tomato at all is never surer than that: shape and colour are all that is looked at. */
const BEST_QUALITY = 0.95;
/** Widths at which things that touch are parted, as shares of the picture's shorter side, one after the other. */
const PARTINGS = [0.006, 0.02, 0.045];

/** Look at a picture of about 256 pixels a side. */
export function segment({ width, height, data }: Pixels): Sight | Unjudgeable {
  const colours = Array.from({ length: width * height }, (_, position) =>
    labOf(data[3 * position] ?? 0, data[3 * position + 1] ?? 0, data[3 * position + 2] ?? 0),
  );
  const whole = exposure(colours);
  if (whole) return whole;
  const shades: Mask = { width, height, data: Uint8Array.from(colours, shadeOf) };
  const background = backgroundOf(shades, colours);
  const found = { ...shades, data: shades.data.map((shade, position) => (background[position] ? SHADE.none : shade)) };
  const fruits = fruitsIn(found, PARTINGS);
  if (fruits.length === 0) return "no-tomato";
  const largest = Math.max(...fruits.map(({ length }) => length));
  // What is far smaller than the foremost fruit stands behind it, and is seen badly.
  return sightOf(
    found,
    colours,
    fruits.filter(({ length }) => length >= largest / 20),
  );
}

/** What is wrong with the picture as a whole. */
function exposure(colours: readonly Lab[]): Unjudgeable | undefined {
  const share = (holds: (colour: Lab) => boolean) => colours.filter(holds).length / colours.length;
  if (share(({ lightness }) => lightness < 14) > 0.97) return "dark";
  if (share(({ lightness }) => lightness > 97) > 0.985) return "burnt";
  if (share(({ chroma }) => chroma > 12) < 0.005) return "grey";
  return undefined;
}

/** The regions of a fruit's colours that have a fruit's shape; what has not is parted further. */
function fruitsIn(shades: Mask, [width = 0, ...narrower]: readonly number[]): Region[] {
  const radius = Math.max(1, Math.round(width * Math.min(shades.width, shades.height)));
  const smallest = Math.max(MINIMUM_FRUIT.pixels, shades.data.length * MINIMUM_FRUIT.share);
  return partedRegions(shades, radius).flatMap((region) => {
    if (region.length < smallest) return [];
    if (isFruit(shades, region)) return [region];
    if (narrower.length === 0) return [];
    const part = maskOf(shades, region);
    return fruitsIn({ ...shades, data: part.data.map((set, at) => (set ? (shades.data[at] ?? 0) : 0)) }, narrower);
  });
}

function isFruit({ width, height, data }: Mask, region: Region): boolean {
  const onEdge = region.filter(
    (at) => at < width || at >= width * (height - 1) || at % width === 0 || at % width === width - 1,
  );
  if (onEdge.length > MAXIMUM_EDGE * (2 * (width + height) - 4)) return false;
  const reddish = region.filter((position) => (data[position] ?? 0) >= SHADE.pink).length;
  const { solidity, elongation } = reddish >= region.length * 0.25 ? SHAPE.red : SHAPE.other;
  return solidityOf(width, region) >= solidity && elongationOf(width, region) <= elongation;
}

function sightOf(shades: Mask, colours: readonly Lab[], fruits: readonly Region[]): Sight | Unjudgeable {
  const skin = fruits.flatMap((fruit) => skinOf(shades, colours, fruit));
  const median = skin.map((position) => colours[position]?.lightness ?? 0).sort((a, b) => a - b)[skin.length >> 1] ?? 0;
  if (median < 14) return "dark";
  if (median > 92) return "burnt";
  const share = (holds: (shade: number, colour: Lab) => boolean) =>
    skin.filter((position) => holds(shades.data[position] ?? 0, colours[position] as Lab)).length / skin.length;
  const covered = skin.length / shades.data.length;
  const solidity =
    fruits.reduce((sum, fruit) => sum + fruit.length * solidityOf(shades.width, fruit), 0) /
    fruits.reduce((sum, fruit) => sum + fruit.length, 0);
  const light = Math.min(1, (median - 10) / 15);
  return {
    shares: {
      green: share((shade) => shade === SHADE.green),
      tan: share((shade) => shade === SHADE.tan),
      pink: share((shade) => shade === SHADE.pink),
      red: share((shade) => shade === SHADE.red),
    },
    ambiguous: share((_, { hue }) => Math.abs(hue - BREAK_HUE) < 8),
    quality: BEST_QUALITY * Math.min(1, 0.6 + 4 * covered) * Math.min(1, 0.1 + solidity) * light,
  };
}

/**
 * A fruit's pixels without its calyx and leaves before it: small green parts that are jagged, or darker than the rest.
 * Green skin is as light as red skin or lighter.
 */
function skinOf(shades: Mask, colours: readonly Lab[], fruit: Region): Region {
  const green = fruit.filter((position) => shades.data[position] === SHADE.green);
  if (green.length === 0 || green.length > fruit.length / 3) return fruit;
  const meanLightness = (region: Region) =>
    region.reduce((sum, position) => sum + (colours[position]?.lightness ?? 0), 0) / region.length;
  const lightness = meanLightness(fruit);
  const left = new Set(fruit);
  for (const part of regionsOf(maskOf(shades, green))) {
    const speck = part.length < fruit.length / 200;
    const jagged = solidityOf(shades.width, part) < 0.7 && part.length < fruit.length / 4;
    const dark = part.length < fruit.length / 7 && meanLightness(part) < lightness - 6;
    if (speck || jagged || dark) for (const position of part) left.delete(position);
  }
  return [...left];
}
