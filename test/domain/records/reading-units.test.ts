import { expect, test } from "vitest";
import { readingType, readingUnit, unitSign } from "../../../domain/records/reading-units.ts";
import { UNIT_CODES } from "../../../domain/shared/unit-codes.ts";

test("types go by one word", () => {
  expect(["Temp", "温度", "temperature", "sugar"].map(readingType)).toEqual([
    "temperature",
    "temperature",
    "temperature",
    "sugar",
  ]);
});

test("units are codes of the Recommendation, and of a known type one of its own", () => {
  expect(["℃", "°C", "C", "CEL", "°f", "K"].map((word) => readingUnit("temperature", word))).toEqual([
    "CEL",
    "CEL",
    "CEL",
    "CEL",
    "FAH",
    "KEL",
  ]);
  expect(readingUnit("temperature", "%")).toBeUndefined();
  expect(readingUnit("humidity", "% RH")).toBe("P1");
  expect(readingUnit("weight", "kg")).toBe("KGM");
  expect(readingUnit("co2", "ppm")).toBe("59");
  expect(readingUnit("sugar", "brix")).toBeUndefined();
  const codes = UNIT_CODES.split(/\s+/);
  for (const word of ["c", "f", "k", "%", "pa", "hpa", "kpa", "mbar", "bar", "atm", "lx", "m/s2", "ppm", "v"]) {
    expect(codes).toContain(readingUnit("anything", word));
  }
});

test("units are shown by their signs", () => {
  expect(["CEL", "P1", "KGM"].map(unitSign)).toEqual(["°C", "%", "KGM"]);
});
