/** Which names look like somebody else's while no officer confirms them as their bearer's. */
import type { Account } from "../accounts/account.ts";
import type { Farm } from "../catalogue/farm.ts";
import { NAME_NOTICE } from "../names/name-notice.ts";
import type { Sentence } from "../names/notices.ts";
import type { Services } from "../services.ts";
import { namesAt, textsOf } from "./names-at.ts";
import type { ShownName } from "./ports.ts";
import { NOW } from "./profile-lines.ts";

type Needs = Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">;

/** Of each name whether it is such a one. */
export async function lookalikesAmong(services: Needs, shown: readonly ShownName[]): Promise<readonly boolean[]> {
  if (shown.length === 0) return [];
  const alike = await services.names.lookalikes(shown);
  return Promise.all(shown.map(async (each, index) => alike[index] === true && !(await isConfirmed(services, each))));
}

async function isConfirmed(services: Needs, { owner, name }: ShownName): Promise<boolean> {
  const address = typeof owner === "number" ? (await services.accounts.byId(owner))?.address : owner;
  if (address === undefined) return false;
  const called = (await namesAt(services, [{ account: address, line: NOW }]))(address);
  return called.confirmedBy.length > 0 && textsOf(called).includes(name);
}

/** The accounts, by id, whose names here look like somebody else's. */
export async function accountsWithLookalikes(
  services: Needs,
  accounts: readonly Account[],
): Promise<ReadonlySet<number>> {
  const alike = await lookalikesAmong(
    services,
    accounts.map(({ id, name }) => ({ owner: id, name })),
  );
  return new Set(accounts.filter((_, index) => alike[index]).map(({ id }) => id));
}

/** What is said beside an account's name, where it looks like somebody else's; undefined where it does not. */
export async function nameNoticeOf(services: Needs, account: Account): Promise<Sentence | undefined> {
  return (await accountsWithLookalikes(services, [account])).size > 0 ? NAME_NOTICE : undefined;
}

/** The farms, by id, whose names look like somebody else's than their owners'. */
export async function farmsWithLookalikes(services: Needs, farms: readonly Farm[]): Promise<ReadonlySet<string>> {
  const alike = await lookalikesAmong(
    services,
    farms.map(({ ownerId, name }) => ({ owner: ownerId, name })),
  );
  return new Set(farms.filter((_, index) => alike[index]).map(({ id }) => id));
}
