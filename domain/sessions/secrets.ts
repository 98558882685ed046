/** Generated secrets. */
import { z } from "zod";
import type { KeyedHash } from "./ports.ts";

/** 256 random bits in hex: shown once, stored as a hash. */
export function randomToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A token as input: anything malformed is simply unknown. */
export function tokenSchema(label: string) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : `${label} must be a text`) })
    .trim()
    .min(1, `${label} is required`)
    .max(200, `${label} is too long`);
}

/**
 * The six digits of a random seed. The database without the key reveals nothing of them, and with it a code can be
 * repeated if the first answer was lost. With 48 bits, every code is practically equally likely.
 */
export function codeOf(keyedHash: KeyedHash, seed: string): string {
  const digits = Number.parseInt(keyedHash("reset-code", seed).slice(0, 12), 16) % 1_000_000;
  return String(digits).padStart(6, "0");
}
