/** Random choices that a seed decides: the same seed chooses the same, on every machine and in every version. */
import { createHash } from "node:crypto";

/** A stream of choices. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** A whole number, both ends included. */
  between(lowest: number, highest: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A stream of its own, which does not depend on how far this one has come. */
  derive(name: string): Random;
}

/** The stream of a seed: SHA-256 over it and a counter. */
export function randomOf(seed: string): Random {
  let counter = 0;
  const word = () => createHash("sha256").update(`${seed}#${counter++}`).digest().readUInt32BE(0);
  const below = (limit: number) => word() % limit;
  return {
    below,
    between: (lowest, highest) => lowest + below(highest - lowest + 1),
    chance: (probability) => word() / 2 ** 32 < probability,
    pick: <T>(items: readonly T[]) => items[below(items.length)] as T,
    derive: (name) => randomOf(`${seed}/${name}`),
  };
}
