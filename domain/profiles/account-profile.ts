import type { Account } from "../accounts/account.ts";
import { addressIn } from "../accounts/named-account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { userNumberOf } from "../shared/identifiers.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { type Called, type CalledAt, type Confirmer, namesAt } from "./names-at.ts";
import type { ProfileDocument } from "./profile-document.ts";
import { NOW, type PlacedProfileLine } from "./profile-lines.ts";
import { NOTHING, profilesOf } from "./profiles-of.ts";
import { readProfile } from "./read-profile.ts";

/** A profile, and the line that anchors it. */
export interface AnchoredProfile {
  readonly digest: Hex;
  /** Null where it is not shown here, or nobody can read it. */
  readonly profile: ProfileDocument | null;
  readonly line: PlacedProfileLine;
}

/** Who is behind an address: what is said of it, by whom, and since when. */
export interface AccountProfile {
  readonly address: Hex;
  /** Undefined where it has no account here. */
  readonly account: Account | undefined;
  readonly called: Called;
  /** What it goes by; null where nobody describes it. */
  readonly inForce: AnchoredProfile | null;
  /** By whose word, the latest first; nobody where it is the account's alone. */
  readonly confirmations: readonly (Confirmer & { readonly line: PlacedProfileLine })[];
  /** What the account says of itself: what an officer can confirm. Null where it says nothing. */
  readonly says: AnchoredProfile | null;
}

type Needs = Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">;

/** The address that a path names by an account's id or by itself. Throws `not-found`. */
export async function addressNamed(services: Pick<Services, "accounts">, text: string): Promise<Hex> {
  const address = addressIn(text);
  if (address) return address;
  const number = userNumberOf(text);
  const account = number === undefined ? undefined : await services.accounts.byId(number);
  if (account) return account.address;
  throw new DomainError("not-found", "There is no account with this id or address");
}

/**
 * Who is behind an address, as of now. Whatever is read is kept to find the account by, so that also a profile that came by
 * another way counts.
 */
export async function accountProfile(services: Needs, address: Hex): Promise<AccountProfile> {
  const [lines, accounts, calledAt] = await Promise.all([
    services.profiles.latest([{ account: address, line: NOW }]),
    services.accounts.byAddresses([address]),
    namesAt(services, [{ account: address, line: NOW }]),
  ]);
  const { inForce } = profilesOf(lines, address);
  const own = lines.find(({ author, digest }) => author === address && digest !== NOTHING);
  const anchored = async (line: PlacedProfileLine): Promise<AnchoredProfile> => {
    const profile = (await readProfile(services, address, line.digest)) ?? null;
    if (profile) await services.names.keep(line.digest, profile);
    return { digest: line.digest, profile, line };
  };
  const officers = inForce?.confirmedBy ?? [];
  const official = lines.find(({ author }) => author === officers[0]);
  const counting = official ?? (inForce ? own : undefined);
  return {
    address,
    account: accounts.get(address),
    called: calledAt(address),
    inForce: counting ? await anchored(counting) : null,
    confirmations: await confirmationsOf(services, lines, officers),
    says: own ? await anchored(own) : null,
  };
}

async function confirmationsOf(services: Needs, lines: readonly PlacedProfileLine[], officers: readonly Hex[]) {
  const calledAt = await namesAt(
    services,
    officers.map((account) => ({ account, line: NOW })),
  );
  return officers.map((address) => ({
    address,
    name: calledAt(address).name,
    line: lines.find(({ author }) => author === address) as PlacedProfileLine,
  }));
}

/** A line of an account's history. */
export interface ProfileEvent {
  readonly line: PlacedProfileLine;
  readonly author: Confirmer;
  /** Whether its author takes back what it said before. */
  readonly isWithdrawal: boolean;
  readonly profile: ProfileDocument | null;
}

const historyInput = pageSchema.pick({ page: true, limit: true, cursor: true });

/** Everything that was ever said of an address, the newest first. Throws `validation`. */
export async function profileHistory(services: Needs, address: Hex, input: unknown): Promise<ToldPage<ProfileEvent>> {
  const request = parseInput(historyInput, input);
  const found = await services.profiles.history(address, request);
  const authors = found.items.map(({ author }) => ({ account: author, line: NOW }));
  const calledAt: CalledAt = await namesAt(services, authors);
  const events = found.items.map(async (line) => ({
    line,
    author: { address: line.author, name: calledAt(line.author).name },
    isWithdrawal: line.digest === NOTHING,
    profile: line.digest === NOTHING ? null : ((await readProfile(services, address, line.digest)) ?? null),
  }));
  return toldPage({ ...found, items: await Promise.all(events) }, request);
}
