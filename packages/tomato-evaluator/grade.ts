/**
 * The colour classes of the United States Standards for Grades of Fresh Tomatoes (7 CFR 51.1860), by what share of the
 * surface shows which colour.
 */

/** The classes, from the least ripe to the ripest. */
export const COLOUR_CLASSES = ["green", "breakers", "turning", "pink", "light red", "red"] as const;
export type ColourClass = (typeof COLOUR_CLASSES)[number];

/** Shares of a tomato's surface, from 0 to 1; together they are 1. */
export interface SurfaceShares {
  readonly green: number;
  /** Tannish-yellow. */
  readonly tan: number;
  /** Pink, orange, pinkish-red. */
  readonly pink: number;
  readonly red: number;
}

/** How well a surface was seen. */
export interface Sight {
  readonly shares: SurfaceShares;
  /** The share of the surface whose hue lies at a border between two colours. */
  readonly ambiguous: number;
  /** From 0 to 1: how large, whole and well lit what was found is. */
  readonly quality: number;
}

/** A class, and how sure it is. */
export interface Grade {
  readonly colourClass: ColourClass;
  /** The share of the surface that is no longer green. */
  readonly changed: number;
  /** The share that is pink or red. */
  readonly red: number;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** Less is not a "definite break in colour" but a speck. */
const DEFINITE_BREAK = 0.01;
/** What shares are measured to at best. */
const BASE_ERROR = 0.015;

/** Grade a surface. */
export function gradeOf({ shares, ambiguous, quality }: Sight): Grade {
  const reddish = shares.pink + shares.red;
  const changed = reddish + shares.tan;
  const colourClass = classOf(shares.red, reddish, changed);
  const error = BASE_ERROR + ambiguous / 4;
  // The most likely neighbour decides: each border is crossed by the share that defines it.
  const clear = Math.min(...distances(colourClass, shares.red, reddish, changed));
  return { colourClass, changed, red: reddish, confidence: quality * normal(clear / error) };
}

function classOf(red: number, reddish: number, changed: number): ColourClass {
  if (red > 0.9) return "red";
  if (reddish > 0.6) return "light red";
  if (reddish > 0.3) return "pink";
  if (changed > 0.1) return "turning";
  return changed > DEFINITE_BREAK ? "breakers" : "green";
}

/** How far the shares lie from the borders of the class. */
function distances(colourClass: ColourClass, red: number, reddish: number, changed: number): number[] {
  const borders: Record<ColourClass, number[]> = {
    // A speck more or less is a matter of size, not of the measurement: hence the wider border.
    green: [2 * DEFINITE_BREAK - changed],
    breakers: [changed, 0.1 - changed],
    turning: [changed - 0.1, 0.3 - reddish],
    pink: [reddish - 0.3, 0.6 - reddish],
    "light red": [reddish - 0.6, 0.9 - red],
    red: [red - 0.9],
  };
  return borders[colourClass];
}

/** The share of a normal distribution below so many standard deviations (logistic approximation). */
function normal(deviations: number): number {
  return 1 / (1 + Math.exp(-1.702 * deviations));
}
