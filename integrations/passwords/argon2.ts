import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "../../domain/accounts/ports.ts";

/** Argon2id as the OWASP Password Storage Cheat Sheet sets it: 19 MiB of memory, 2 passes, 1 lane. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * One spelling for all in which a keyboard may write the same characters: "é" as one or as two, full width or half.
 */
const spelled = (password: string) => password.normalize("NFKC");

/** Passwords hashed with argon2id; the hash carries its parameters and salt. */
export function argon2Passwords(): Passwords {
  // The hash of an unknown password: unknown accounts are checked against it, so that they take just as long.
  const nobody = hash(randomBytes(32), PARAMETERS);
  nobody.catch(() => undefined);
  return {
    hash: (password) => hash(spelled(password), PARAMETERS),
    async verify(known, password) {
      const against = known ?? (await nobody);
      const spelling = spelled(password);
      // Hashes of before were made of passwords as they were typed.
      const matches = (await verify(against, spelling)) || (spelling !== password && (await verify(against, password)));
      return known !== undefined && matches;
    },
  };
}
