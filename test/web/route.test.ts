/** The way of a batch from place to place, and its drawing. */
import { expect, test } from "vitest";
import type { StepDescription } from "../../domain/records/record-document.ts";
import type { Point } from "../../domain/shared/geography.ts";
import { draw } from "../../web/shopper/story/map.ts";
import { routeOf } from "../../web/shopper/story/route.ts";
import { tellStory } from "../../web/shopper/story/story.ts";
import { apples } from "./support/apples.ts";
import { describeStep, Ledger } from "./support/ledger.ts";
import { rewriteDocument, withhold } from "./support/tamper.ts";

const at = (latitude: number, longitude: number): Point => ({ latitude, longitude });
const place = (name: string, latitude: number, longitude: number) => ({ name, latitude, longitude });

/** A batch whose steps say this. */
function told(...steps: readonly Partial<StepDescription>[]) {
  const ledger = new Ledger("ROUTE-1");
  const carrier = ledger.actor("Carrier", ["carrier"]);
  for (const step of steps) {
    const eventTime = "2023-05-16T00:00:00Z";
    ledger.write(carrier, { record: "step", kind: "transport", eventTime, step: describeStep("transport", "x", step) });
  }
  return routeOf(tellStory(ledger.proof).steps);
}

test("the stops are the places of the steps, numbered like them; those at one place in a row are one", () => {
  const stops = routeOf(tellStory(apples("AP20230515A123").proof).steps);
  expect(stops.map(({ name, steps }) => [name, steps.map(({ number }) => number)])).toEqual([
    ["North slope", [2]],
    ["Packing house 2", [3, 7, 8]],
    ["上海徐汇", [8, 9]],
  ]);
  expect(stops.map(({ distance }) => distance && Math.round(distance))).toEqual([undefined, 26, 699]);
  expect(stops[1]?.steps[0]?.anchor).toBe("line-3");
});

test("what is withheld or failed its check is on no map", () => {
  const { proof } = apples("AP20230515A123");
  const names = (shown: typeof proof) => routeOf(tellStory(shown).steps).map(({ name }) => name);
  expect(names(withhold(proof, "restricted", 2, 8))).toEqual(["Packing house 2", "Harvest Market"]);
  expect(names(rewriteDocument(proof, 2, "North slope", "South slope"))).toEqual(["Packing house 2", "上海徐汇"]);
});

test("places without a position are on none; of an area it is the middle; one that is come back to is there twice", () => {
  expect(told({ place: { name: "Somewhere" } }, {})).toEqual([]);
  const ring = [
    [10, 50],
    [10.2, 50],
    [10.2, 50.2],
    [10, 50.2],
    [10, 50],
  ] as [number, number][];
  const [field] = told({ place: { name: "Field", polygon: { type: "Polygon", coordinates: [ring] } } });
  expect([field?.point.latitude, field?.point.longitude]).toEqual([expect.closeTo(50.1), expect.closeTo(10.1)]);
  const [farm, shop] = [place("Farm", 50, 10), place("Shop", 51, 11)];
  expect(told({ place: farm }, { place: shop }, { place: farm }).map(({ name }) => name)).toEqual([
    "Farm",
    "Shop",
    "Farm",
  ]);
});

const inside = ({ width, height, path }: ReturnType<typeof draw>) =>
  path.every(({ x, y }) => x > 0 && x < width && y > 0 && y < height);

test("a drawing has north above and east to the right, within its frame, in the Earth's proportions", () => {
  const drawing = draw([at(60, 10), at(61, 10), at(61, 12)]);
  const [south, north, east] = drawing.path as [
    { x: number; y: number },
    { x: number; y: number },
    { x: number; y: number },
  ];
  expect(inside(drawing)).toBe(true);
  expect([north.y < south.y, north.x === south.x, east.x > north.x, east.y === north.y]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  // Two degrees of longitude at 60.5° are about as long as one of latitude.
  expect((east.x - north.x) / (south.y - north.y)).toBeCloseTo(0.985, 2);
  expect(drawing.scale?.kilometres).toBe(50);
  expect(drawing.scale?.length).toBeLessThan(drawing.width / 4);
});

test.each([
  ["over the date line", [at(-18, 178.4), at(-13.8, -171.8)]],
  ["over it and back", [at(0, 179), at(0, -179), at(0, 179)]],
  ["round the Earth", [at(0, 0), at(0, 120), at(0, -120), at(0, 0)]],
  ["to a pole", [at(89.9, 0), at(90, 180)]],
  ["within a farm", [at(36.9, -121.7), at(36.9001, -121.7001)]],
  ["nowhere at all", [at(1, 1), at(1, 1)]],
])("a way %s is drawn within the frame, and never backwards", (_, points) => {
  const drawing = draw(points);
  expect(inside(drawing)).toBe(true);
  for (const { x, y } of drawing.path) expect([Number.isFinite(x), Number.isFinite(y)]).toEqual([true, true]);
});

test("over the date line the way is short and to the east; points that cannot be told apart share a marker", () => {
  const crossing = draw([at(-18, 178.4), at(-13.8, -171.8)]);
  expect((crossing.path[1]?.x ?? 0) > (crossing.path[0]?.x ?? 0)).toBe(true);
  expect(crossing.scale?.kilometres).toBe(200);
  expect(draw([at(36.9, -121.7), at(36.91, -121.71), at(37.7, -122.4)]).markers.map(({ points }) => points)).toEqual([
    [0, 1],
    [2],
  ]);
  const single = draw([at(36.9, -121.7)]);
  expect([single.markers, single.scale]).toEqual([[{ x: 320, y: 75, points: [0] }], undefined]);
});
