/** What is done with readings, one task after the other: in a thread where they are many. */
import { collectReadings } from "../../domain/readings/collect.ts";
import type {
  AcceptedReadings,
  FoundReadings,
  ProvedReading,
  ReadingsQuery,
  SentReadings,
  StoredReadings,
  ToldReading,
} from "../../domain/readings/ports.ts";
import { parseReadingsText, type Reading, readingsText, seriesOf } from "../../domain/readings/reading.ts";
import { readingsInput } from "../../domain/readings/readings-input.ts";
import { summaryOf } from "../../domain/readings/summary.ts";
import { thinned } from "../../domain/readings/thin.ts";
import { decimalText } from "../../domain/shared/decimal.ts";
import { parseInput } from "../../domain/shared/input.ts";
import { anchoredReading, saltAt } from "../../proof/reading.ts";
import { readingTree } from "../../proof/reading-tree.ts";
import { readRows } from "./rows.ts";

/** As `ReadingsWorkshop.accept`. */
export function accept({ bytes, format, fields: beside, limits, now, salt }: SentReadings): AcceptedReadings {
  const { rows, nameOf, fields } = readRows(bytes, format);
  const { limits: own, ...said } = parseInput(readingsInput, { ...beside, ...fields });
  const held = own ?? limits;
  const readings = collectReadings(rows, { now, limits: held, nameOf });
  return {
    bytes: new TextEncoder().encode(readingsText(readings)),
    root: treeOf(readings, salt).root,
    summary: { ...summaryOf(readings, held), salt },
    fields: said,
  };
}

/** A file, and whether it is known already to hold what its line's root says. */
export type FoundFile = StoredReadings & { readonly known: boolean };

/** As `ReadingsWorkshop.find`. */
export function find(stored: readonly FoundFile[], query: ReadingsQuery): FoundReadings {
  const genuine = stored.filter((one) => one.known || agrees(one));
  const all = genuine.flatMap(({ bytes, seq }) =>
    readingsIn(bytes).map((reading, index) => ({ ...reading, seq, index })),
  );
  const asked = all.filter(
    ({ time, sensor, type }) =>
      time >= query.from && time <= query.to && (query.sensor ?? sensor) === sensor && (query.type ?? type) === type,
  );
  const series = Map.groupBy(
    asked.sort((a, b) => a.time - b.time),
    seriesOf,
  );
  return {
    readings: [...series.values()].flatMap((one) => thinned(one, query.points)).map(told),
    total: asked.length,
    contradicting: stored.filter((one) => !genuine.includes(one)).map(({ seq }) => seq),
  };
}

/** As `ReadingsWorkshop.prove`. */
export function prove({ bytes, salt, root, seq }: StoredReadings, index: number): ProvedReading | undefined {
  const readings = readingsIn(bytes);
  const reading = readings[index];
  const tree = treeOf(readings, salt);
  if (!reading || tree.root !== root) return undefined;
  return { reading: told({ ...reading, seq, index }), salt: String(saltAt(salt, index)), path: tree.prove(index) };
}

/** Whether a file holds what its line's root says. */
function agrees({ bytes, salt, root }: StoredReadings): boolean {
  try {
    return treeOf(readingsIn(bytes), salt).root === root;
  } catch {
    return false;
  }
}

function treeOf(readings: readonly Reading[], salt: string) {
  return readingTree(readings.map((reading, index) => anchoredReading(reading, saltAt(salt, index))));
}

function readingsIn(bytes: Uint8Array): Reading[] {
  return parseReadingsText(new TextDecoder().decode(bytes));
}

function told({ time, value, ...rest }: Reading & { readonly seq: number; readonly index: number }): ToldReading {
  return { ...rest, time: new Date(time).toISOString(), value: decimalText(value) };
}
