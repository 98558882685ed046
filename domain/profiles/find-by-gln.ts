import { z } from "zod";
import { hasCheckDigit } from "../catalogue/gtin.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type AccountProfile, accountProfile } from "./account-profile.ts";
import { glnHolders } from "./gln-holders.ts";

/** What accounts are looked up by. */
export const findByGlnInput = z.object({
  gln: z
    .string({ error: "GLN is required" })
    .regex(/^\d{13}$/, { error: "GLN must have 13 digits", abort: true })
    .refine(hasCheckDigit, "GLN has a wrong check digit"),
});

type Needs = Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">;

/**
 * The account that is confirmed to have a location number (GLN): one or none. What an account merely says it has is never
 * found by, nor what two are confirmed to have. Throws `validation`.
 */
export async function findByGln(services: Needs, context: Context, input: unknown): Promise<readonly AccountProfile[]> {
  requireAccount(context);
  const { gln } = parseInput(findByGlnInput, input);
  const holder = await confirmedHolder(services, gln);
  return holder ? [await accountProfile(services, holder)] : [];
}

/** The one address that is confirmed to have a location number; undefined for none, and for several. */
export async function confirmedHolder(services: Needs, gln: string): Promise<Hex | undefined> {
  const [only, ...others] = await glnHolders(services, gln);
  return others.length === 0 ? only : undefined;
}

/** An address, other than this one, that is confirmed to have a location number. */
export async function accountWithGln(services: Needs, gln: string, other: Hex): Promise<Hex | undefined> {
  return (await glnHolders(services, gln)).find((address) => address !== other);
}
