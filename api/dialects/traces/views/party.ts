import type { ListedParty } from "../../../../domain/parties/ports.ts";
import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { nameNoticeView } from "./called.ts";

/** Somebody whom a holder admitted. */
export function partyView({ party, account }: ListedParty, calledAt: CalledAt, alike: ReadonlySet<number> = new Set()) {
  return {
    account: checksumAddress(party.account),
    uri: calledAt(party.account).uri,
    userId: account ? userIdOf(account.id) : null,
    name: account?.name ?? null,
    ...nameNoticeView({ hasLookalike: account !== undefined && alike.has(account.id) }),
    holder: checksumAddress(party.custodian),
    scope: party.batchId === null ? "all" : "batch",
    note: party.note,
    since: isoTime(party.since),
    chain: { line: party.line, transactionHash: party.transactionHash, blockNumber: party.blockNumber },
  };
}
