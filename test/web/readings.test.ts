import { expect, test } from "vitest";
import { readingsText } from "../../domain/readings/reading.ts";
import { drawnSeries, linePoints, withSign } from "../../web/shopper/story/readings.ts";
import { readingsOf } from "../support/made-readings.ts";

test("a file is drawn by series, with what was too warm among the few that stand for all", () => {
  const values = Array.from({ length: 2_000 }, (_, index) => (index === 1_234 ? 30 : 4));
  const other = readingsOf([50], { type: "humidity", unit: "P1" });
  const bytes = new TextEncoder().encode(readingsText([...readingsOf(values), ...other]));
  const [first, second] = drawnSeries(bytes);
  expect([first?.total, second?.total]).toEqual([2_000, 1]);
  expect(first?.readings.length).toBeLessThanOrEqual(60);
  expect(first?.readings.some(({ value }) => value.digits === 30n)).toBe(true);
  expect(drawnSeries(new TextEncoder().encode("<html>"))).toEqual([]);
});

test("a line runs over the whole width, high values on top", () => {
  const box = { width: 100, height: 50, low: 0, high: 10 };
  const readings = [0, 10, 5].map((value, index) => ({ time: index * 1_000, value }));
  expect(linePoints(readings, box)).toEqual([
    [0, 50],
    [50, 0],
    [100, 25],
  ]);
  // One reading, or equal ones, divide nothing by zero.
  expect(linePoints([{ time: 1, value: 4 }], { ...box, low: 4, high: 4 })).toEqual([[0, 50]]);
});

test("units go by their signs", () => {
  expect([withSign("4", "CEL"), withSign("50", "P1"), withSign("1", "KGM")]).toEqual(["4 °C", "50%", "1 KGM"]);
});
