import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { dayOf, toldNow } from "../shared/days.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { skeletonOf } from "../shared/skeleton.ts";
import { turns } from "../shared/turns.ts";
import type { Batch } from "./batch.ts";
import { NEW_BATCH_CODE, newBatchCode } from "./batch-code.ts";

/** What is known of a batch when it is given its code. */
export interface Named {
  readonly name: string;
  readonly batchCode?: string | undefined;
  readonly lot?: string | undefined;
  /** As it was told. */
  readonly harvestDate?: string | null | undefined;
}

/** What finding a code needs. */
export type CodeServices = Pick<Services, "accounts" | "batchId" | "mirror" | "now" | "outbox" | "settings">;

const inTurn = turns();

/**
 * Find codes for batches, and have what makes them accepted, while nobody else does the same for these lots or codes: of two
 * requests at once each has a code of its own.
 */
export function codesInTurn<T>(named: readonly Named[], accept: () => Promise<T>): Promise<T> {
  const keys = new Set(named.flatMap(({ batchCode, lot }) => batchCode ?? lot ?? []));
  // In one order, so that no two wait for each other.
  return [...keys].sort().reduceRight((inner, key) => () => inTurn(key, inner), accept)();
}

/** The alphabet of RFC 4648's base32: without 0 and 1, which are taken for letters. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * A code that nobody has, and that nobody takes for another firm's: a label is read by people. It is the one that is asked
 * for, which throws a `conflict` if it is taken; else the lot, or what begins with it; else one that is made up.
 *
 * @param gtin The product's, if it has one.
 * @param given Codes that others get in the same act: none is made up twice.
 */
export async function freeCode(
  services: CodeServices,
  account: Account,
  named: Named,
  gtin: string | undefined,
  given: readonly string[] = [],
): Promise<string> {
  const own = [account.address, ...(await services.accounts.earlierAddresses(account.id))];
  const rival = async (code: string): Promise<Batch | undefined> => {
    const alike = await services.mirror.batchesLike(skeletonOf(code));
    return alike.find((batch) => batch.code === code) ?? alike.find(({ chain }) => !own.includes(chain.actor));
  };
  if (named.batchCode !== undefined) {
    const other = (await services.mirror.batchByCode(named.batchCode)) ?? (await rival(named.batchCode));
    if (other) throw taken(named.batchCode, other);
    return named.batchCode;
  }
  const isFree = async (code: string) =>
    !given.includes(code) &&
    !(await rival(code)) &&
    !(await services.outbox.isCreationUnderWay(services.batchId(code), { proposed: true }));
  const codes = named.lot === undefined ? madeUp(services, named) : ofLot(services, named.lot, gtin, account.address);
  for (;;) {
    const { value } = codes.next();
    if (await isFree(value)) return value;
  }
}

function taken(code: string, other: Batch): DomainError {
  if (other.code === code) {
    return new DomainError("conflict", "A batch with this code exists already", [
      { field: "batchCode", message: `Batch code ${code} is taken` },
    ]);
  }
  return new DomainError("conflict", `This code looks like ${other.code}, which is another's batch`, [
    { field: "batchCode", message: `Batch code ${code} resembles ${other.code}: choose another` },
  ]);
}

/** Codes for a lot: itself, then with what tells it from the same lot of another product, firm, or day. */
function* ofLot(
  { batchId }: Pick<Services, "batchId">,
  lot: string,
  gtin: string | undefined,
  address: Hex,
): Generator<string, never> {
  if (NEW_BATCH_CODE.test(lot)) yield lot;
  // A lot may have colons, which stand behind a namespace in codes.
  const begin = lot.replaceAll(":", "-");
  for (let count = 1; ; count++) {
    const told = [gtin ?? "", lot, address.toLowerCase(), ...(count > 1 ? [count] : [])].join("\n");
    yield `${begin}-${base32(batchId(told))}`;
  }
}

/** Six characters: 30 of the hash's bits. */
function base32(hash: Hex): string {
  const bits = Number.parseInt(hash.slice(2, 10), 16) >>> 2;
  return Array.from({ length: 6 }, (_, place) => BASE32[(bits >>> (25 - 5 * place)) & 31]).join("");
}

function* madeUp(services: Pick<Services, "now" | "settings">, { name, harvestDate }: Named): Generator<string, never> {
  const random = (limit: number) => (crypto.getRandomValues(new Uint32Array(1))[0] as number) % limit;
  for (;;) yield newBatchCode(name, dayOf(harvestDate ?? toldNow(services)), random);
}
