/** Colours as people tell them apart: CIELAB, and what each says of a tomato's skin. */

/** Pixels of a picture, row by row, three bytes each: red, green, blue of sRGB. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What a pixel's colour may be on a tomato: nothing of one, or a stage from green to red. */
export const SHADE = { none: 0, green: 1, tan: 2, pink: 3, red: 4 } as const;

/** Lightness, the two colour axes, and the hue angle in degrees. */
export interface Lab {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  readonly chroma: number;
  readonly hue: number;
}

/** Where green ends: hue angles above it are green, below it the colour has broken. */
export const BREAK_HUE = 96;
const TAN_HUE = 70;
const PINK_HUE = 52;
const GREENEST_HUE = 150;
const BLUEST_RED_HUE = 345;
/** Weaker colours are paper, stone, metal, or a highlight. */
const MINIMUM_CHROMA = { green: 18, tan: 30, red: 28 };

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

function curve(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116;
}

/** An sRGB colour in CIELAB under D65 (IEC 61966-2-1, CIE 15). */
export function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear[red] ?? 0, linear[green] ?? 0, linear[blue] ?? 0];
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  const [first, second] = [500 * (x - y), 200 * (y - z)];
  return {
    lightness: 116 * y - 16,
    a: first,
    b: second,
    chroma: Math.hypot(first, second),
    hue: ((Math.atan2(second, first) * 180) / Math.PI + 360) % 360,
  };
}

/** The stage of ripeness that a colour is of. */
export function shadeOf({ lightness, chroma, hue }: Lab): number {
  if (lightness < 8 || lightness > 95) return SHADE.none;
  if (hue >= BLUEST_RED_HUE || hue <= TAN_HUE) {
    if (chroma < MINIMUM_CHROMA.red) return SHADE.none;
    return hue >= BLUEST_RED_HUE || hue <= PINK_HUE ? SHADE.red : SHADE.pink;
  }
  if (hue <= BREAK_HUE) return chroma < MINIMUM_CHROMA.tan ? SHADE.none : SHADE.tan;
  return hue <= GREENEST_HUE && chroma >= MINIMUM_CHROMA.green ? SHADE.green : SHADE.none;
}
