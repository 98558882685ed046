/**
 * Who may read a restricted record or file: who recorded it, who holds the batch, inspectors and regulators. For
 * everybody else only its digest is there.
 */

import type { RecordParties } from "../batches/mirror.ts";
import type { Account, Batch, Hex, Line } from "../model.ts";
import type { Context, Services } from "../services.ts";
import { type RoleSet, roleSet } from "../shared/roles.ts";

const READS_ALL = roleSet("inspector", "regulator");

/** Somebody who asks, with the roles held on chain now. */
export interface Reader {
  readonly account: Account | null;
  readonly roles: RoleSet;
  /** The addresses that the account had before: what they recorded is still its own. */
  readonly earlierAddresses?: readonly Hex[];
}

/** The public. */
export const PUBLIC: Reader = { account: null, roles: 0 };

/** Who asks in this context. */
export async function readerOf(services: Services, context: Context): Promise<Reader> {
  const known = readers.get(context) ?? readReader(services, context);
  readers.set(context, known);
  return known;
}

/** The reader of each request: a context is one request's. */
const readers = new WeakMap<Context, Promise<Reader>>();

async function readReader(services: Services, { account }: Context): Promise<Reader> {
  if (!account) return PUBLIC;
  const [roles, earlierAddresses] = await Promise.all([
    services.mirror.rolesOf(account.address),
    account.custody === "wallet" ? services.accounts.earlierAddresses(account.id) : [],
  ]);
  return { account, roles, earlierAddresses };
}

/** Whether the reader's roles alone open every restricted record. */
export function readsAll(reader: Reader): boolean {
  return (reader.roles & READS_ALL) !== 0;
}

/** Whether the reader may read a restricted record of these parties. */
export function mayRead(reader: Reader, parties: RecordParties | undefined): boolean {
  if (readsAll(reader)) return true;
  const own = reader.account ? [reader.account.address, ...(reader.earlierAddresses ?? [])] : [];
  return own.some((address) => address === parties?.recorder || address === parties?.custodian);
}

/** The batch, without its description if the reader may not see it. */
export function batchFor(reader: Reader, batch: Batch): Batch {
  const open =
    batch.visibility === "public" || mayRead(reader, { recorder: batch.chain.actor, custodian: batch.custodian });
  return open ? batch : { ...batch, description: null };
}

/** The lines, without the documents that the reader may not see. */
export function linesFor(reader: Reader, batch: Batch, lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    const recorder = line.original ? line.chain.actor : batch.custodian;
    const open = line.visibility === "public" || mayRead(reader, { recorder, custodian: batch.custodian });
    return open ? line : { ...line, document: null };
  });
}
