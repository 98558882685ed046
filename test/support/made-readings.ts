import type { Reading } from "../../domain/readings/reading.ts";
import { type Decimal, toDecimal } from "../../domain/shared/decimal.ts";

/** Values of a thermometer, one a minute from 0 on. */
export const readingsOf = (values: readonly (number | string)[], change: Partial<Reading> = {}): Reading[] =>
  values.map((value, index) => ({
    time: index * 60_000,
    sensor: "truck-7",
    type: "temperature",
    value: toDecimal(String(value)) as Decimal,
    unit: "CEL",
    ...change,
  }));
