/** How accounts were called when they wrote a line, whose word that is, and how they are called now. */
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { glnHolders } from "./gln-holders.ts";
import { partyUri } from "./party-uri.ts";
import type { ProfileDocument, ProfileNames } from "./profile-document.ts";
import { NOW, type ProfileMoment } from "./profile-lines.ts";
import { type ProfileLine, profilesOf } from "./profiles-of.ts";
import { readProfile } from "./read-profile.ts";

/** An officer who confirmed a name. */
export interface Confirmer {
  readonly address: Hex;
  /** What it is called now; null where it goes by its address. */
  readonly name: string | null;
}

/** What an account is called, and by whose word. */
export interface Naming {
  /** Null where nobody gives it a name: it goes by its address. */
  readonly name: string | null;
  /** By its profile on chain; null where it goes by the name of its account here. */
  readonly names: ProfileNames | null;
  /** Nobody where it is the account's own word alone. */
  readonly confirmedBy: readonly Confirmer[];
}

/** How whoever wrote a line is called. */
export interface Called extends Naming {
  readonly address: Hex;
  /** Its location number, where that was confirmed as its own by then and is nobody else's. */
  readonly gln: string | null;
  /** What it is known by outside: that number or, without one, its address. */
  readonly uri: string;
  /** What it is called now, where that is another name. */
  readonly nowCalled: Naming | null;
  /** Whether somebody else has a name that looks the same, while nobody confirms this one. */
  readonly hasLookalike: boolean;
}

/** How an account is called as of a line; by default as of now. */
export type CalledAt = (address: Hex, line?: number) => Called;

type Needs = Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">;

/** The name that is shown where no language is asked for. */
export const plainName = ({ en, zh }: ProfileNames): string => en ?? zh ?? "";

/**
 * How these accounts are called as of these lines and as of now. Costs a handful of statements, however many there are, and
 * three for each confirmed location number.
 */
export async function namesAt(services: Needs, moments: readonly ProfileMoment[]): Promise<CalledAt> {
  const asked = withNow(moments);
  const lines = await services.profiles.latest(asked);
  const officers = withNow(
    lines.filter(({ account, author }) => account !== author).map(({ author }) => ({ account: author })),
  );
  const ofOfficers = await services.profiles.latest(officers);
  const all = [...lines, ...ofOfficers];
  const [profiles, accounts] = await Promise.all([
    readProfiles(services, all),
    services.accounts.byAddresses([...new Set([...asked, ...officers].map(({ account }) => account))]),
  ]);

  const namingOf = (address: Hex, line: number): Naming => {
    const { inForce } = profilesOf(all, address, line);
    const profile = inForce && profiles.get(`${address} ${inForce.digest}`);
    if (!inForce || !profile) return { name: accounts.get(address)?.name ?? null, names: null, confirmedBy: [] };
    const confirmedBy = inForce.confirmedBy.map((officer) => ({ address: officer, name: nameOf(officer) }));
    return { name: plainName(profile.names), names: profile.names, confirmedBy };
  };
  const nameOf = (address: Hex): string | null => {
    const { inForce } = profilesOf(all, address);
    const profile = inForce && profiles.get(`${address} ${inForce.digest}`);
    return profile ? plainName(profile.names) : (accounts.get(address)?.name ?? null);
  };

  const glnOf = await ownNumbers(services, asked, (address, line) => {
    const { inForce } = profilesOf(all, address, line);
    const isConfirmed = inForce !== null && inForce.confirmedBy.length > 0;
    return isConfirmed ? profiles.get(`${address} ${inForce.digest}`)?.gln : undefined;
  });
  const knownAs = (address: Hex, line: number) => {
    const gln = glnOf(address, line);
    return { address, gln, uri: partyUri({ address, gln }, services.settings.chainId) };
  };
  const called = new Map<string, Called>();
  for (const { account: address, line } of asked) {
    const [at, now] = [namingOf(address, line), namingOf(address, NOW)];
    const isSame = textsOf(at).join("\n") === textsOf(now).join("\n");
    const nowCalled = isSame ? null : now;
    called.set(`${address} ${line}`, { ...knownAs(address, line), ...at, nowCalled, hasLookalike: false });
  }
  await markLookalikes(services, called, (address) => namingOf(address, NOW));
  return (address, line = NOW) =>
    called.get(`${address} ${line}`) ?? {
      ...knownAs(address, line),
      ...namingOf(address, line),
      nowCalled: null,
      hasLookalike: false,
    };
}

/** Of accounts the confirmed location numbers that nobody else is confirmed to have: another is no key. */
async function ownNumbers(
  services: Needs,
  moments: readonly ProfileMoment[],
  confirmed: (address: Hex, line: number) => string | undefined,
): Promise<(address: Hex, line: number) => string | null> {
  const numbers = new Set(moments.flatMap(({ account, line }) => confirmed(account, line) ?? []));
  const holders = new Map<string, readonly Hex[]>();
  for (const gln of numbers) holders.set(gln, await glnHolders(services, gln));
  return (address, line) => {
    const gln = confirmed(address, line);
    if (gln === undefined) return null;
    return holders.get(gln)?.every((holder) => holder === address) ? gln : null;
  };
}

/** All the names in a naming. */
export function textsOf({ name, names }: Naming): string[] {
  if (names) return [names.en, names.zh].filter((text) => text !== undefined);
  return name === null ? [] : [name];
}

function withNow(moments: readonly { readonly account: Hex; readonly line?: number }[]): ProfileMoment[] {
  const each = moments.flatMap(({ account, line = NOW }) => [
    { account, line },
    { account, line: NOW },
  ]);
  return [...new Map(each.map((moment) => [`${moment.account} ${moment.line}`, moment])).values()];
}

async function readProfiles(services: Pick<Services, "objects">, lines: readonly ProfileLine[]) {
  const wanted = new Map(lines.map(({ account, digest }) => [`${account} ${digest}`, { account, digest }]));
  const read = await Promise.all(
    [...wanted].map(async ([key, { account, digest }]) => [key, await readProfile(services, account, digest)] as const),
  );
  return new Map<string, ProfileDocument | undefined>(read);
}

/** Mark who goes by a name of nobody's confirmation that looks like another's. What is confirmed now needs no mark. */
async function markLookalikes(
  { names }: Pick<Services, "names">,
  called: Map<string, Called>,
  nowOf: (address: Hex) => Naming,
): Promise<void> {
  const shown = [...called].flatMap(([key, each]) => {
    const isConfirmed = each.confirmedBy.length > 0 || (!each.nowCalled && nowOf(each.address).confirmedBy.length > 0);
    return isConfirmed ? [] : textsOf(each).map((name) => ({ key, name, owner: each.address }));
  });
  if (shown.length === 0) return;
  const alike = await names.lookalikes(shown);
  for (const [index, { key }] of shown.entries()) {
    const each = called.get(key);
    if (alike[index] && each) called.set(key, { ...each, hasLookalike: true });
  }
}
