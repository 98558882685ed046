import { REFERENCE_NAMES } from "../names/reference-names.ts";
import { translate } from "../names/translate.ts";
import type { StepDescription } from "../records/record-document.ts";
import type { TradeParty } from "../records/trade.ts";
import type { Hex } from "../shared/hex.ts";
import type { JsonValue } from "../shared/json.ts";
import { fromThousandths, unitName } from "../shared/quantity.ts";
import type { CertificateLanguage } from "./certificate.ts";

/** What a step says of trade, told among its details under their names; what is there already stays. */
export function detailsWithTrade(
  { details, from, to, carrier, quantity, unit, references }: StepDescription,
  nameOf: (account: Hex) => string | null,
  language: CertificateLanguage,
): Readonly<Record<string, JsonValue>> {
  const party = (told: TradeParty | undefined) => {
    const name = (told?.account && nameOf(told.account)) ?? told?.name ?? told?.account;
    return [name, told?.place?.name].filter((part) => part !== undefined && part !== null).join(", ");
  };
  const papers = references?.map(({ type, number }) => `${translate(REFERENCE_NAMES[language], type)} ${number}`);
  const trade: Record<string, JsonValue | undefined> = {
    from: from && party(from),
    to: to && party(to),
    carrier: carrier && party(carrier),
    quantity: quantity === undefined ? undefined : `${fromThousandths(quantity)} ${unitName(unit ?? "")}`,
    references: papers,
  };
  const told = Object.entries(trade).filter(([name, value]) => value !== undefined && !Object.hasOwn(details, name));
  return { ...details, ...(Object.fromEntries(told) as Record<string, JsonValue>) };
}
