/** Positions and areas on the Earth, and what is between them. */
import { expect, test } from "vitest";
import { centreOf, distanceBetween, pointOf, polygonSchema } from "../../../domain/shared/geography.ts";

const square = (west: number, south: number, size: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ] as [number, number][],
  ],
});

test("an area is closed, is one, and turns either way", () => {
  expect(polygonSchema.safeParse(square(10, 20, 2)).success).toBe(true);
  const turned = { ...square(10, 20, 2), coordinates: [square(10, 20, 2).coordinates[0]?.toReversed()] };
  expect(polygonSchema.safeParse(turned).success).toBe(true);
  const open = { ...square(10, 20, 2), coordinates: [square(10, 20, 2).coordinates[0]?.slice(0, 4)] };
  expect(polygonSchema.safeParse(open).success).toBe(false);
  expect(polygonSchema.safeParse(square(179, 0, 2)).success).toBe(false);
});

test("its centre is that of its border, however that turns; of one that crosses itself, that of its frame", () => {
  expect(centreOf(square(10, 20, 2))).toEqual({ latitude: 21, longitude: 11 });
  const triangle = {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [3, 0],
        [0, 3],
        [0, 0],
      ] as [number, number][],
    ],
  };
  expect(centreOf(triangle)).toEqual({ latitude: 1, longitude: 1 });
  const knot = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10.001],
    [0, 0],
  ] as [number, number][];
  expect(centreOf({ type: "Polygon", coordinates: [knot] })).toEqual({ latitude: 5.0005, longitude: 5 });
});

test("a place is at its point, else at its area's centre, else nowhere", () => {
  const polygon = square(10, 20, 2);
  expect(pointOf({ latitude: 1, longitude: 2, polygon })).toEqual({ latitude: 1, longitude: 2 });
  expect(pointOf({ latitude: null, longitude: null, polygon })).toEqual({ latitude: 21, longitude: 11 });
  expect(pointOf({ latitude: 1 })).toBeUndefined();
  expect(pointOf({})).toBeUndefined();
});

test.each([
  ["San Francisco to Los Angeles", [37.7749, -122.4194], [34.0522, -118.2437], 559],
  ["Fiji to Samoa, over the date line", [-18.1416, 178.4419], [-13.8333, -171.7667], 1151],
  ["pole to pole", [90, 0], [-90, 0], 20_015],
  ["nowhere", [1, 2], [1, 2], 0],
] as const)("%s", (_, [a, b], [c, d], kilometres) => {
  const [from, to] = [
    { latitude: a, longitude: b },
    { latitude: c, longitude: d },
  ];
  expect(Math.round(distanceBetween(from, to))).toBe(kilometres);
  expect(distanceBetween(to, from)).toBeCloseTo(distanceBetween(from, to), 6);
});
