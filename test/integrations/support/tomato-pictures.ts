/** Pictures of tomatoes whose surface shows exactly known shares of colours. */
import sharp from "sharp";

/** Red, green, blue. */
export type Rgb = readonly [number, number, number];

/** Skin colours. */
export const SKIN = {
  green: [122, 160, 70],
  tan: [222, 170, 70],
  pink: [236, 142, 88],
  red: [205, 40, 28],
} as const satisfies Record<string, Rgb>;

/** What may lie behind. */
export const BACKGROUNDS = ["white", "wood", "leaves"] as const;

/** What to draw. */
export interface Drawing {
  /** Shares of the fruit's surface, from the left to the right; what is left is red. */
  readonly shares: Partial<Record<keyof typeof SKIN, number>>;
  readonly background?: (typeof BACKGROUNDS)[number];
  /** Amplitude of the noise on each channel. */
  readonly noise?: number;
  /** Factor on all colours. */
  readonly light?: number;
  readonly side?: number;
  /** The fruit's width and height as shares of the picture's. */
  readonly size?: readonly [number, number];
}

/** Numbers from 0 to 1 that are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Draw one tomato; PNG by default. */
export async function tomato(drawing: Drawing, format: "png" | "jpeg" | "webp" = "png"): Promise<Buffer> {
  const { shares, background = "white", noise = 6, light = 1, side = 480, size = [0.6, 0.55] } = drawing;
  const random = numbers(7);
  const data = new Uint8Array(side * side * 3);
  const paint = (position: number, [red, green, blue]: Rgb, factor: number) => {
    for (const [channel, value] of [red, green, blue].entries()) {
      data[3 * position + channel] = Math.max(0, Math.min(255, value * factor * light + (random() - 0.5) * 2 * noise));
    }
  };
  paintBackground(background, side, random, paint);
  const inside: number[] = [];
  const distance = (position: number) => {
    const x = ((position % side) / side - 0.5) / (size[0] / 2);
    const y = (Math.floor(position / side) / side - 0.5) / (size[1] / 2);
    return Math.hypot(x, y);
  };
  for (let position = 0; position < side * side; position++) if (distance(position) < 1) inside.push(position);
  inside.sort((one, two) => (one % side) - (two % side));
  let done = 0;
  for (const name of ["green", "tan", "pink"] as const) {
    const until = done + Math.round((shares[name] ?? 0) * inside.length);
    // Rounder light in the middle, and darker towards the edge.
    for (; done < until; done++) paint(inside[done] as number, SKIN[name], shade(distance(inside[done] as number)));
  }
  for (; done < inside.length; done++) paint(inside[done] as number, SKIN.red, shade(distance(inside[done] as number)));
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

const shade = (distance: number) => 1.1 - 0.35 * distance ** 2;

function paintBackground(
  kind: Drawing["background"],
  side: number,
  random: () => number,
  paint: (position: number, colour: Rgb, factor: number) => void,
): void {
  for (let position = 0; position < side * side; position++) {
    const [x, y] = [position % side, Math.floor(position / side)];
    if (kind === "wood") paint(position, [176, 132, 84], 0.95 + 0.1 * Math.sin(y / 5 + 2 * Math.sin(x / 90)));
    else if (kind === "leaves") paint(position, [24, 44, 18], 1);
    else paint(position, [244, 244, 242], 1);
  }
  if (kind !== "leaves") return;
  for (let leaf = 0; leaf < 400; leaf++) {
    const [centreX, centreY, angle] = [random() * side, random() * side, random() * Math.PI];
    const tone = 0.5 + random() * 0.7;
    for (let along = -24; along <= 24; along++) {
      const half = Math.round(9 * Math.cos((along / 24) * (Math.PI / 2)));
      for (let across = -half; across <= half; across++) {
        const x = Math.round(centreX + along * Math.cos(angle) - across * Math.sin(angle));
        const y = Math.round(centreY + along * Math.sin(angle) + across * Math.cos(angle));
        if (x >= 0 && y >= 0 && x < side && y < side) paint(y * side + x, [44, 98, 40], tone);
      }
    }
  }
}
