import type { EventArguments } from "./event-arguments.ts";
import { isBeginning } from "./kinds.ts";

/**
 * What became of what is no more of a batch: taken into others, by a split or a transformation; or consumed, in the order of
 * the contract's reasons (contracts/interfaces/ITraceLines.sol, `Reason`).
 */
export const FATES = ["taken", "sold", "used", "lost", "destroyed", "sampled"] as const;
export type Fate = (typeof FATES)[number];

/** How much of a batch went which way: decimal text, in thousandths of its unit. A fate that none of it met is left out. */
export type Gone = Readonly<Partial<Record<Fate, string>>>;

/** How much of a batch there is, and what became of the rest. Nothing is ever added to one. */
export interface Amounts {
  /** What remains: decimal text, in thousandths of the unit. */
  readonly quantity: string;
  readonly gone: Gone;
}

/** A line as far as it tells of amounts. */
interface AmountLine {
  readonly event: string;
  readonly args: EventArguments;
}

/** Whether a line takes something out of its batch. */
export const isTaking = (event: string): boolean => ["Split", "Transformed", "Consumed"].includes(event);

/** The amounts after a line that takes something out: what it says that remains, and the difference by its fate. */
export function amountsAfter({ quantity, gone }: Amounts, { event, args }: AmountLine): Amounts {
  const left = String(args.quantity);
  const fate = event === "Consumed" ? FATES[1 + Number(args.reason)] : "taken";
  if (fate === undefined) throw new RangeError("no such reason");
  const amount = BigInt(gone[fate] ?? 0) + BigInt(quantity) - BigInt(left);
  const all = { ...gone, [fate]: String(amount) };
  // In one order, whichever came first: the same amounts are the same text.
  return { quantity: left, gone: Object.fromEntries(FATES.flatMap((one) => (all[one] ? [[one, all[one]]] : []))) };
}

/** What there was of a batch in the first place, and the amounts after all its lines. Undefined without its first line. */
export function amountsOfLines(lines: readonly AmountLine[]): (Amounts & { readonly made: string }) | undefined {
  const [first, ...others] = lines;
  if (!first || !isBeginning(first.event)) return undefined;
  const made = String(first.args.quantity);
  const amounts = others
    .filter(({ event }) => isTaking(event))
    .reduce<Amounts>((before, line) => amountsAfter(before, line), { quantity: made, gone: {} });
  return { ...amounts, made };
}
