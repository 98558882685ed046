import type { StepDescription } from "../../../../domain/records/record-document.ts";
import type { TradeParty } from "../../../../domain/records/trade.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { useLocale } from "../../locale.ts";
import { safeUrl } from "../../story/files.ts";
import { formatNumber, shorten } from "../../story/format.ts";
import { translate } from "../../texts/index.ts";
import { TRADE_TEXTS } from "../../texts/trade.ts";

/** Between whom a step took place, how much of the batch it is about, and which papers went with it. */
export function StepTrade({ step }: { readonly step: StepDescription }) {
  const { language, texts } = useLocale();
  const words = TRADE_TEXTS[language];
  const { from, to, carrier, quantity, unit, references, lotSource, place } = step;
  const rows = [
    { label: words.from, value: from && <Party party={from} /> },
    { label: words.to, value: to && <Party party={to} /> },
    { label: words.carrier, value: carrier && <Party party={carrier} /> },
    { label: words.amount, value: quantity !== undefined && amountOf(quantity, unit ?? "") },
    { label: words.gln, value: place?.gln && [place.gln, place.extension].filter(Boolean).join(" / ") },
    { label: words.lotSource, value: lotSource && <Source source={lotSource} /> },
    {
      label: words.references,
      value: references && (
        <ul class="values">
          {references.map(({ type, number, issuer }, index) => (
            <li key={index}>
              {translate(words.types, type)} <bdi>{number}</bdi>
              {issuer && <span class="muted"> {words.issuer(issuer)}</span>}
            </li>
          ))}
        </ul>
      ),
    },
  ].filter(({ value }) => value);
  if (rows.length === 0) return null;

  function amountOf(thousandths: string, code: string): string {
    const name = unitName(code);
    return `${formatNumber(fromThousandths(thousandths), texts.locale)} ${translate(texts.units, name)}`;
  }

  return (
    <table class="details" data-testid="trade">
      <tbody>
        {rows.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A party by its name, with the address of its account, and where the goods are there. */
function Party({ party: { name, account, place } }: { readonly party: TradeParty }) {
  return (
    <>
      {name && <bdi>{name}</bdi>} {account && <code>{shorten(account)}</code>}
      {place && (
        <small class="muted">
          {" "}
          <bdi>{place.name}</bdi>
        </small>
      )}
    </>
  );
}

function Source({ source }: { readonly source: NonNullable<StepDescription["lotSource"]> }) {
  if (!("url" in source)) return <bdi>{source.name}</bdi>;
  const url = safeUrl(source.url);
  return url ? (
    <a href={url} rel="noreferrer nofollow">
      {url}
    </a>
  ) : null;
}
