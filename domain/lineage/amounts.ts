import type { Batch } from "../batches/batch.ts";
import { FATES, type Fate } from "../records/gone.ts";
import { invalid } from "../shared/errors.ts";
import { type Amount, inUnit, toldAmount, unitOf } from "../shared/quantity.ts";

type Measured = Pick<Batch, "unit" | "description">;

/**
 * An amount of a batch as its holder tells it, in the unit on chain: whoever is told of 60 斤 takes 20 of those, though the
 * chain has 30 kg. Both are thousandths. Throws `validation` for what the chain's unit cannot hold.
 */
export function amountIn({ unit, description }: Measured, told: bigint, field: string): bigint {
  const meant = description?.toldUnit === undefined ? undefined : unitOf(description.toldUnit);
  if (meant?.code !== unit) return told;
  const amount = inUnit(told, meant);
  if (amount === undefined) throw invalid(field, "Quantity must have at most three decimals");
  return amount;
}

/** An amount of a batch, in thousandths of the unit on chain, as its holder tells it. */
export function amountTold({ unit, description }: Measured, thousandths: bigint | string): Amount {
  return toldAmount(thousandths, unit, description?.toldUnit);
}

/** The same in words. */
export function amountWords(batch: Measured, thousandths: bigint): string {
  const { quantity, unit } = amountTold(batch, thousandths);
  return `${quantity} ${unit}`;
}

/** How much of a batch there was and is, and what became of the rest: made is remaining and all that follows together. */
export type Quantities = Readonly<Record<"made" | "remaining" | Fate, number>> & { readonly unit: string };

/** The same of a batch, as its holder tells amounts. */
export function quantitiesOf(
  batch: Pick<Batch, "unit" | "gone"> & Record<"made" | "quantity", bigint | string> & Partial<Measured>,
): Quantities {
  const { unit, description = null, quantity, made, gone } = batch;
  const told = (thousandths: bigint | string) => amountTold({ unit, description }, thousandths).quantity;
  return {
    made: told(made),
    remaining: told(quantity),
    ...(Object.fromEntries(FATES.map((fate) => [fate, told(gone[fate] ?? "0")])) as Record<Fate, number>),
    unit: amountTold({ unit, description }, 0n).unit,
  };
}
