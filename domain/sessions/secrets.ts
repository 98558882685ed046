/** Secrets that are made up here. */
import { z } from "zod";
import type { KeyedHash } from "./ports.ts";

/** 256 random bits in hex: to be shown once, and stored by their hash. */
export function randomToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A token as a caller brings it: whatever else it looks like, it is just not a known one. */
export function tokenSchema(label: string) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? `${label} is required` : `${label} must be a text`) })
    .trim()
    .min(1, `${label} is required`)
    .max(200, `${label} is too long`);
}

/**
 * The six digits of a random seed. A database without the key tells nothing of them, and with it a code can be told
 * again to whom the first answer was lost. Of 48 bits, each code is as likely as any other.
 */
export function codeOf(keyedHash: KeyedHash, seed: string): string {
  const digits = Number.parseInt(keyedHash("reset-code", seed).slice(0, 12), 16) % 1_000_000;
  return String(digits).padStart(6, "0");
}
