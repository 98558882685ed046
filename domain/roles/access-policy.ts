/**
 * Who may read a restricted record or file: who recorded it, who holds the batch or acts for that one, inspectors and
 * regulators. Everybody
 * else sees only its digest.
 */

import type { Account } from "../accounts/account.ts";
import type { RecordParties } from "../records/record-parties.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { type RoleSet, roleSet } from "../shared/roles.ts";
import { isHolder } from "./is-holder.ts";

const READS_ALL = roleSet("inspector", "regulator");

/** The caller, with the roles currently held on chain. */
export interface Reader {
  readonly account: Account | null;
  readonly roles: RoleSet;
  /** The addresses that the account had before: what they recorded is still its own. */
  readonly earlierAddresses?: readonly Hex[];
  /** A custodian as whose agent the caller reads. */
  readonly actsFor?: Hex;
}

/** The public. */
export const PUBLIC: Reader = { account: null, roles: 0 };

/** The caller of this context. */
export async function readerOf(services: Pick<Services, "accounts" | "mirror">, context: Context): Promise<Reader> {
  const known = readers.get(context) ?? readReader(services, context);
  readers.set(context, known);
  return known;
}

/** The reader of each request: a context is one request's. */
const readers = new WeakMap<Context, Promise<Reader>>();

async function readReader(services: Pick<Services, "accounts" | "mirror">, { account }: Context): Promise<Reader> {
  if (!account) return PUBLIC;
  const [roles, earlierAddresses] = await Promise.all([
    services.mirror.rolesOf(account.address),
    account.custody === "wallet" ? services.accounts.earlierAddresses(account.id) : [],
  ]);
  return { account, roles, earlierAddresses };
}

/** The reader, who sees what a custodian may see where it is that one's agent. */
export async function readerFor(
  services: Pick<Services, "mirror">,
  reader: Reader,
  custodian: Hex | undefined,
): Promise<Reader> {
  const { account } = reader;
  if (!account || custodian === undefined || readsAll(reader) || account.address === custodian) return reader;
  return (await isHolder(services, account.address, custodian)) ? { ...reader, actsFor: custodian } : reader;
}

/** Whether the reader's roles alone give access to every restricted record. */
export function readsAll(reader: Reader): boolean {
  return (reader.roles & READS_ALL) !== 0;
}

/** Whether the reader may read a restricted record of these parties. */
export function mayRead(reader: Reader, parties: RecordParties | undefined): boolean {
  if (readsAll(reader)) return true;
  if (reader.actsFor !== undefined && reader.actsFor === parties?.custodian) return true;
  const own = reader.account ? [reader.account.address, ...(reader.earlierAddresses ?? [])] : [];
  return own.some((address) => address === parties?.recorder || address === parties?.custodian);
}
