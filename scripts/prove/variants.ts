/** Variants of the library: to show that the proof would notice faults, and to look into its unchecked part. */

/** A change to one place of the library's source. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

/** With Solidity's own checks on: since none of them can fail, the library can do without. */
export const CHECKED: Change = { from: "unchecked {", to: "{" };

/** Faults that must not go unnoticed. */
export const MUTATIONS: readonly Change[] = [
  { from: "amount > quantity", to: "amount >= quantity" },
  { from: "amount > quantity", to: "amount < quantity" },
  { from: "amount > quantity", to: "false" },
  { from: "amount == 0", to: "false" },
  { from: "amount == 0 ||", to: "amount == 0 &&" },
  { from: "return (false, quantity)", to: "return (true, quantity)" },
  { from: "return (false, quantity)", to: "return (false, 0)" },
  { from: "quantity - amount", to: "quantity - amount + 1" },
  { from: "quantity - amount", to: "quantity - amount - 1" },
  { from: "quantity - amount", to: "quantity + amount" },
  { from: "quantity - amount", to: "amount" },
  { from: "quantity - amount", to: "quantity" },
  { from: "return (true, quantity - amount)", to: "return (false, quantity - amount)" },
];

/** The source with the change made. A change that matches nowhere, or in several places, would test nothing. */
export function change(source: string, { from, to }: Change): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`“${from}” is ${parts.length - 1} times in the library, not once`);
  return parts.join(to);
}
