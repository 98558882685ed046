import type { Account } from "../../../../domain/accounts/account.ts";
import type { ToldOffers } from "../../../../domain/custody/list-offers.ts";
import type { OfferedBatch } from "../../../../domain/custody/ports.ts";
import { amountTold } from "../../../../domain/lineage/amounts.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { tradeView } from "./trade.ts";

/** An offer, and who gives and who is to take. */
export function offerView({ batch, offer }: OfferedBatch, { accounts, calledAt }: Omit<ToldOffers, "items">) {
  const party = partyIn(accounts);
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    name: batch.visibility === "public" ? (batch.description?.name ?? null) : null,
    ...amountTold(batch, batch.quantity),
    holder: checksumAddress(batch.custodian),
    from: party(offer.from),
    to: party(offer.to),
    status: offer.state,
    ...tradeView({ step: offer.step, batch: null, line: offer }, calledAt),
    note: offer.step?.description || null,
    offeredAt: isoTime(offer.offeredAt),
    endedAt: offer.endedAt && isoTime(offer.endedAt),
    chain: {
      line: offer.line,
      seq: offer.seq,
      transactionHash: offer.transactionHash,
      blockNumber: offer.blockNumber,
    },
  };
}

/** Who gives, or is to take, by its address. */
export function partyIn(accounts: ReadonlyMap<Hex, Account>) {
  return (address: Hex) => {
    const account = accounts.get(address);
    return {
      address: checksumAddress(address),
      userId: account ? userIdOf(account.id) : null,
      name: account?.name ?? null,
    };
  };
}
