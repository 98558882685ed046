/**
 * Signs that a code was copied: one item whose code is scanned in places that it cannot have reached in that time. It
 * detects copies that travel; it never proves that an item is genuine.
 */
import { COUNTRIES } from "./countries.ts";

/** The relevant part of a scan. */
export interface ComparedScan {
  readonly at: Date;
  /** The visitor's pseudonym of the day. */
  readonly visitor: string;
  /** Country as ISO 3166-1 alpha-2; null where it is not known. */
  readonly region: string | null;
}

/** Two scans too far apart for one item, or scans from many countries. */
export type ScanAnomaly =
  | {
      readonly type: "impossible-travel";
      /** The earlier scan's country, then the later one's. */
      readonly regions: readonly [string, string];
      readonly from: Date;
      readonly to: Date;
      /** The least distance between the two countries. */
      readonly kilometres: number;
    }
  | {
      readonly type: "many-countries";
      /** In the order of their first scan. */
      readonly regions: readonly string[];
      readonly from: Date;
      readonly to: Date;
    };

const HOUR = 3_600_000;
/** Scans further apart than this are not compared. */
export const TRAVEL_WINDOW = 3 * HOUR;
/** Faster than any airliner, from door to door. */
export const FASTEST = 1_000;
/** More countries than goods that change hands usually see. */
export const MANY_COUNTRIES = 4;
/** … within this time. */
export const MANY_WINDOW = 30 * 24 * HOUR;

const EARTH_RADIUS = 6_371;

/**
 * The least distance between two countries in kilometres: 0 for neighbours, for the same country, and for unknown ones.
 */
export function kilometresBetween(one: string, other: string): number {
  const [a, b] = [countryOf(one), countryOf(other)];
  if (one === other || !a || !b) return 0;
  const [latitudeA, longitudeA, latitudeB, longitudeB] = [a[0], a[1], b[0], b[1]].map((it) => (it * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ];
  const haversine =
    Math.sin((latitudeB - latitudeA) / 2) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin((longitudeB - longitudeA) / 2) ** 2;
  const centres = 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(haversine)));
  return Math.max(0, Math.round(centres - a[2] - b[2]));
}

function countryOf(code: string) {
  return Object.hasOwn(COUNTRIES, code) ? COUNTRIES[code] : undefined;
}

/**
 * Anomalies among the scans of one item, in any order: for each pair of countries the first time that nobody could have
 * carried it from one to the other, and the first time that its scans came from many countries. Two scans by one
 * visitor are a phone that changes networks, and do not count.
 */
export function scanAnomalies(scans: readonly ComparedScan[]): ScanAnomaly[] {
  const located = scans
    .filter((each): each is ComparedScan & { region: string } => each.region !== null)
    .toSorted(
      (a, b) => a.at.getTime() - b.at.getTime() || compare(a.region, b.region) || compare(a.visitor, b.visitor),
    );
  const many = manyCountries(located);
  return [...impossibleTravels(located), ...(many ? [many] : [])];
}

type Located = ComparedScan & { readonly region: string };

function impossibleTravels(located: readonly Located[]): ScanAnomaly[] {
  const found = new Map<string, ScanAnomaly>();
  /** For each country the latest scan, and the latest by a different visitor. */
  const latest = new Map<string, readonly [Located, Located?]>();
  for (const look of located) {
    for (const [region, seen] of latest) {
      const pair = [region, look.region].sort().join();
      if (region === look.region || found.has(pair)) continue;
      const other = seen.find((it) => it && it.visitor !== look.visitor);
      if (!other) continue;
      const milliseconds = look.at.getTime() - other.at.getTime();
      const kilometres = kilometresBetween(region, look.region);
      if (milliseconds >= TRAVEL_WINDOW || kilometres <= (FASTEST * milliseconds) / HOUR) continue;
      const regions = [region, look.region] as const;
      found.set(pair, { type: "impossible-travel", regions, from: other.at, to: look.at, kilometres });
    }
    const [last, before] = latest.get(look.region) ?? [];
    const another = last?.visitor === look.visitor ? before : last;
    latest.set(look.region, another ? [look, another] : [look]);
  }
  return [...found.values()];
}

function manyCountries(located: readonly Located[]): ScanAnomaly | undefined {
  /** The latest scan of each country, oldest first. */
  const latest = new Map<string, Located>();
  for (const look of located) {
    latest.delete(look.region);
    latest.set(look.region, look);
    for (const [region, { at }] of latest) {
      if (look.at.getTime() - at.getTime() <= MANY_WINDOW) break;
      latest.delete(region);
    }
    if (latest.size < MANY_COUNTRIES) continue;
    const [first] = latest.values();
    return { type: "many-countries", regions: [...latest.keys()], from: (first as Located).at, to: look.at };
  }
  return undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
