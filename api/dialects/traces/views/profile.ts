import type { AccountProfile, AnchoredProfile, ProfileEvent } from "../../../../domain/profiles/account-profile.ts";
import type { ProfileDocument } from "../../../../domain/profiles/profile-document.ts";
import type { PlacedProfileLine } from "../../../../domain/profiles/profile-lines.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { REGISTRAR } from "../../../../domain/shared/roles.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { confirmerView, nameNoticeView, namingView } from "./called.ts";

/** Who is behind an address. */
export function profileView({ address, account, called, inForce, confirmations, says }: AccountProfile) {
  return {
    id: account ? userIdOf(account.id) : null,
    address: checksumAddress(address),
    uri: called.uri,
    ...namingView(called),
    confirmedBy: confirmations.map(({ line, ...officer }) => ({ ...confirmerView(officer), ...placeView(line) })),
    ...nameNoticeView(called),
    profile: inForce && anchoredView(inForce),
    says: says && anchoredView(says),
  };
}

/** One thing that was said of an address. */
export function profileEventView({ line, author, isWithdrawal, profile }: ProfileEvent) {
  const as = line.roles === 0 ? "itself" : (line.roles & REGISTRAR) !== 0 ? "registrar" : "regulator";
  const { date, chain } = placeView(line);
  return {
    date,
    by: { ...confirmerView(author), as },
    withdrawn: isWithdrawal,
    digest: isWithdrawal ? null : line.digest,
    names: profile?.names ?? null,
    chain,
  };
}

function anchoredView({ digest, profile, line }: AnchoredProfile) {
  return { digest, profile: profile && contentView(profile), ...placeView(line) };
}

function contentView({ format: _, salt: __, account: ___, ...content }: ProfileDocument) {
  return content;
}

function placeView({ timestamp, line, transactionHash, blockNumber, status }: PlacedProfileLine) {
  return { date: isoTime(new Date(timestamp * 1000)), chain: { line, transactionHash, blockNumber, status } };
}
