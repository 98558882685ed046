import fc from "fast-check";
import { expect, test } from "vitest";
import { TEST_DEPTH, TEST_SEED } from "../../../config/test-depth.ts";
import { COUNTRIES } from "../../../domain/scans/countries.ts";
import {
  type ComparedScan,
  FASTEST,
  kilometresBetween,
  MANY_COUNTRIES,
  scanAnomalies,
  TRAVEL_WINDOW,
} from "../../../domain/scans/scan-anomaly.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2023, 4, 18);
const look = (hours: number, region: string | null, visitor = `${region} at ${hours}`): ComparedScan => ({
  at: new Date(START + hours * HOUR),
  region,
  visitor,
});
const types = (scans: readonly ComparedScan[]) => scanAnomalies(scans).map(({ type }) => type);

test("distances are the least that can lie between two countries", () => {
  expect(kilometresBetween("CN", "DE")).toBeGreaterThan(3_000);
  expect(kilometresBetween("US", "GB")).toBeGreaterThan(1_000);
  // Neighbours, and what a bridge or an hour's flight joins.
  for (const [one, other] of [
    ["CN", "HK"],
    ["CN", "MO"],
    ["DE", "FR"],
    ["FR", "GB"],
    ["US", "CA"],
    ["US", "MX"],
    ["RU", "US"],
    ["MY", "SG"],
    ["CN", "JP"],
  ] as const) {
    expect(kilometresBetween(one, other), `${one} ${other}`).toBe(0);
  }
  expect(kilometresBetween("CN", "ZZ")).toBe(0);
  expect(kilometresBetween("CN", "constructor")).toBe(0);
});

test("looks that one item cannot have had are told, with where and when", () => {
  expect(scanAnomalies([look(1, "DE"), look(0, "CN")])).toEqual([
    {
      type: "impossible-travel",
      regions: ["CN", "DE"],
      from: new Date(START),
      to: new Date(START + HOUR),
      kilometres: kilometresBetween("CN", "DE"),
    },
  ]);
});

test.each([
  ["the same country", [look(0, "CN"), look(0.1, "CN")]],
  ["neighbours", [look(0, "CN"), look(0.1, "HK")]],
  ["enough time for a flight", [look(0, "CN"), look(3, "DE")]],
  ["one visitor, whose phone changes networks", [look(0, "CN", "a"), look(0.1, "DE", "a")]],
  ["a country that is not known", [look(0, "CN"), look(0.1, null)]],
  ["few countries over a month", [look(0, "CN"), look(100, "DE"), look(200, "US")]],
  ["many countries over years", [look(0, "CN"), look(2_000, "DE"), look(4_000, "US"), look(6_000, "BR")]],
])("%s is nothing odd", (_, scans) => {
  expect(scanAnomalies(scans)).toEqual([]);
});

test("many countries within a month are told once, in the order of their looks", () => {
  const scans = [look(0, "CN"), look(100, "DE"), look(200, "US"), look(300, "BR"), look(400, "ZA")];
  expect(scanAnomalies(scans)).toEqual([
    {
      type: "many-countries",
      regions: ["CN", "DE", "US", "BR"],
      from: new Date(START),
      to: new Date(START + 300 * HOUR),
    },
  ]);
});

const scan = fc.record({
  at: fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => new Date(START + minutes * 60_000)),
  region: fc.constantFrom("CN", "HK", "DE", "FR", "US", "BR", "AU", "ZZ", null),
  visitor: fc.constantFrom("a", "b", "c", "d"),
});
/** Many looks in a short time, so that there is something to find. */
const scans = fc
  .array(scan, { maxLength: 40 })
  .chain((looks) =>
    fc
      .integer({ min: 1, max: 200 })
      .map((haste) => looks.map((each) => ({ ...each, at: new Date(START + (each.at.getTime() - START) / haste) }))),
  );
function check<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void {
  const seed = TEST_SEED ? Number(BigInt(TEST_SEED) % 2n ** 31n) : 1;
  fc.assert(
    fc.property(arbitrary, (value) => void property(value)),
    { numRuns: 200 * TEST_DEPTH, seed },
  );
}

test("two countries are as far from each other as the other way round", () => {
  const country = fc.constantFrom(...Object.keys(COUNTRIES));
  check(fc.tuple(country, country), ([one, other]) => {
    const kilometres = kilometresBetween(one, other);
    expect(kilometres).toBe(kilometresBetween(other, one));
    expect(kilometres).toBeGreaterThanOrEqual(0);
    expect(kilometres).toBeLessThan(20_038);
    expect(kilometresBetween(one, one)).toBe(0);
  });
});

test("the order in which looks are told does not matter", () => {
  check(
    scans.chain((looks) => fc.tuple(fc.constant(looks), fc.shuffledSubarray(looks, { minLength: looks.length }))),
    ([looks, shuffled]) => expect(scanAnomalies(shuffled)).toEqual(scanAnomalies(looks)),
  );
});

test("what was odd stays odd when there are more looks", () => {
  check(fc.tuple(scans, scan), ([looks, another]) => {
    const found = (all: readonly ComparedScan[]) =>
      new Set(
        scanAnomalies(all).map((each) => (each.type === "many-countries" ? "many" : [...each.regions].sort().join())),
      );
    expect([...found(looks)].filter((it) => !found([...looks, another]).has(it))).toEqual([]);
  });
});

test("impossible travels are found exactly where a plain search over all pairs finds them", () => {
  check(scans, (looks) => {
    const pairs = new Set<string>();
    for (const a of looks) {
      for (const b of looks) {
        const time = b.at.getTime() - a.at.getTime();
        if (a.region === null || b.region === null || a.region === b.region || a.visitor === b.visitor) continue;
        if (time < 0 || time >= TRAVEL_WINDOW) continue;
        const kilometres = kilometresBetween(a.region, b.region);
        if (kilometres > (FASTEST * time) / HOUR) pairs.add([a.region, b.region].sort().join());
      }
    }
    const found = scanAnomalies(looks).filter((each) => each.type === "impossible-travel");
    expect(new Set(found.map(({ regions }) => [...regions].sort().join()))).toEqual(pairs);
    expect(found.length).toBe(pairs.size);
  });
});

test("many countries are told exactly where some month has so many", () => {
  check(scans, (looks) => {
    const located = looks.filter(({ region }) => region !== null);
    const many = located.some((last) => {
      const month = located.filter(({ at }) => at <= last.at && last.at.getTime() - at.getTime() <= 30 * 24 * HOUR);
      return new Set(month.map(({ region }) => region)).size >= MANY_COUNTRIES;
    });
    expect(types(looks).includes("many-countries")).toBe(many);
  });
});
