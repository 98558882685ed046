import { expect, test } from "vitest";
import { inFileOrder, parseReadingsText, readingsText, seriesOf } from "../../../domain/readings/reading.ts";
import { readingsOf } from "../../support/made-readings.ts";

test("a file gives back what it was made of", () => {
  const readings = [...readingsOf(["-4.25", 0, 10]), ...readingsOf([1], { sensor: "探头 2", time: 60_001 })];
  const text = readingsText(readings);
  expect(text.split("\n").slice(0, 2)).toEqual([
    "time,sensor,type,value,unit",
    "1970-01-01T00:00:00.000Z,truck-7,temperature,-4.25,CEL",
  ]);
  expect(parseReadingsText(text)).toEqual(readings);
});

test.each([
  "",
  "time\n",
  "time,sensor,type,value,unit\n1970-01-01T00:00:00.000Z,a,b,x,CEL\n",
  "time,sensor,type,value,unit\na",
])("anything else is none: %j", (text) => expect(() => parseReadingsText(text)).toThrow(RangeError));

test("what is read of one sensor, type and unit is a series, and files are by time first", () => {
  const [one, two] = readingsOf([1, 2]) as [ReturnType<typeof readingsOf>[0], ReturnType<typeof readingsOf>[0]];
  expect(seriesOf(one)).toBe("truck-7|temperature|CEL");
  expect([inFileOrder(one, two) < 0, inFileOrder({ ...one, sensor: "b" }, one) < 0, inFileOrder(one, one)]).toEqual([
    true,
    true,
    0,
  ]);
});
