/**
 * Which line an amendment is about. A new document takes the place of an earlier line's only if the same actor wrote
 * both: the contract cannot know that cheaply, so it is for every reader to hold to. Of another's line it is no
 * amendment, and changes nothing.
 */

/** The part of a line that this depends on. */
export interface AmendableLine {
  readonly seq: number;
  readonly actor: string;
  /** The line that it amends, for an amendment; else null. */
  readonly amended: number | null;
}

/** For each line that counts, the line that it is about in the end: its own number, or the first of what it amends. */
export function rootsOf(lines: readonly AmendableLine[]): ReadonlyMap<number, number> {
  const roots = new Map<number, number>();
  const actors = new Map<number, string>();
  for (const { seq, actor, amended } of lines) {
    actors.set(seq, actor);
    if (amended === null) roots.set(seq, seq);
    else {
      const root = roots.get(amended);
      if (root !== undefined && actors.get(root) === actor) roots.set(seq, root);
    }
  }
  return roots;
}
