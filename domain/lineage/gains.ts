import { fromThousandths, unitName } from "../shared/quantity.ts";

/** Of one unit more came out of a transformation than went in. Amounts are thousandths of the unit. */
export interface Gain {
  /** UN/ECE Recommendation 20 code. */
  readonly unit: string;
  readonly input: bigint;
  readonly output: bigint;
}

interface Amount {
  readonly unit: string;
  readonly quantity: bigint;
}

/**
 * The units of which more comes out than goes in. A unit that nothing of goes in is no gain: jars come of kilograms. The
 * contract lets it happen, for water and salt are seldom recorded; whoever reads is told.
 */
export function gainsOf(inputs: readonly Amount[], outputs: readonly Amount[]): Gain[] {
  const [before, after] = [sumsOf(inputs), sumsOf(outputs)];
  return [...before].flatMap(([unit, input]) => {
    const output = after.get(unit) ?? 0n;
    return output > input ? [{ unit, input, output }] : [];
  });
}

function sumsOf(amounts: readonly Amount[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { unit, quantity } of amounts) sums.set(unit, (sums.get(unit) ?? 0n) + quantity);
  return sums;
}

/** A gain as records and answers tell it: in the unit's everyday name. */
export type ToldGain = {
  readonly unit: string;
  readonly in: number;
  readonly out: number;
};

/** A gain to tell. */
export const gainTold = ({ unit, input, output }: Gain): ToldGain => ({
  unit: unitName(unit),
  in: fromThousandths(input),
  out: fromThousandths(output),
});

/** The gains that a transformation's record tells of; whatever else stands there, of which no more came out, is none. */
export function gainsRecorded({ gains }: Readonly<Record<string, unknown>>): readonly ToldGain[] {
  return Array.isArray(gains) ? gains.filter((gain) => Number(gain?.out) > Number(gain?.in)) : [];
}
