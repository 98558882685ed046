/**
 * Which step an amendment is about. A new document takes the place of an earlier one only if the same actor wrote both:
 * the contract cannot know that cheaply, so it is for every reader to hold to. Of another's step it is no amendment, and
 * changes nothing; nor does one of a step that the line does not have.
 */

/** The part of a line that this depends on. */
export interface AmendableLine {
  readonly seq: number;
  readonly actor: string;
  /** For an amendment the line that it amends, and which step of it, counted from 0; else null. */
  readonly amended: { readonly seq: number; readonly index: number } | null;
  /** How many steps the line has: one, unless it is a series. */
  readonly steps: number;
}

/** A step: its line, and which of that line's it is. */
export interface StepPosition {
  readonly seq: number;
  readonly index: number;
}

/** For each amendment that counts, by its own number, the step that it is about in the end. */
export function amendedSteps(lines: readonly AmendableLine[]): ReadonlyMap<number, StepPosition> {
  const found = new Map<number, StepPosition>();
  const before = new Map<number, AmendableLine>();
  for (const line of lines) {
    const { amended } = line;
    const target = amended && before.get(amended.seq);
    if (amended && target && amended.index < target.steps) {
      const step = target.amended === null ? amended : found.get(target.seq);
      if (step && before.get(step.seq)?.actor === line.actor) found.set(line.seq, step);
    }
    before.set(line.seq, line);
  }
  return found;
}

/** A step as a key. */
export const positionKey = ({ seq, index }: StepPosition): string => `${seq}.${index}`;
