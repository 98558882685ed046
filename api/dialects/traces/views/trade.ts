import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import type { TradeParty } from "../../../../domain/records/trade.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { nameNoticeView } from "./called.ts";

/** What an entry says of trade: only what its writer gave. */
export function tradeView(
  { step, batch, line }: Pick<JourneyEntry, "batch" | "step"> & { readonly line: { readonly line: number } },
  calledAt: CalledAt,
) {
  const { from, to, carrier, quantity, unit, references, lotSource } = step ?? {};
  const place = step?.place ?? batch?.producer.place;
  const party = (told: TradeParty) => partyView(told, calledAt, line.line);
  return {
    ...(place ? { place } : {}),
    ...(from ? { from: party(from) } : {}),
    ...(to ? { to: party(to) } : {}),
    ...(carrier ? { carrier: party(carrier) } : {}),
    ...(quantity === undefined ? {} : { quantity: fromThousandths(quantity), unit: unitName(unit ?? "") }),
    ...(references ? { references } : {}),
    ...(lotSource ? { lotSource } : {}),
  };
}

/** A party's name: what its account was called then or, without an account, what the writer called it. */
export function partyName({ name, account }: TradeParty, calledAt: CalledAt, line: number): string | null {
  return (account && calledAt(account, line).name) ?? name ?? (account ? checksumAddress(account) : null);
}

function partyView(party: TradeParty, calledAt: CalledAt, line: number) {
  const called = party.account && calledAt(party.account, line);
  return {
    name: partyName(party, calledAt, line),
    account: party.account ? checksumAddress(party.account) : null,
    uri: called ? called.uri : null,
    confirmed: called ? called.confirmedBy.length > 0 : false,
    ...(called ? nameNoticeView(called) : {}),
    ...(party.place ? { place: party.place } : {}),
  };
}
