import type { ChainLine } from "../../../proof/chain-lines.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { pathOfBatch } from "../search/find.ts";
import { CHAIN_TEXTS } from "./texts.ts";

/** Lines of the contract, each with the ways to its batch and its transaction. */
export function LineTable(props: {
  readonly lines: readonly ChainLine[];
  /** Codes of batches by their ids, as far as they are known. */
  readonly codes: ReadonlyMap<string, string> | undefined;
}) {
  const { lines, codes } = props;
  const { locale } = useDesk();
  const texts = useTexts(CHAIN_TEXTS);
  return (
    <table class="cards" data-testid="lines">
      <caption class="visually-hidden">{texts.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.line}</th>
          <th scope="col">{texts.event}</th>
          <th scope="col">{texts.batch}</th>
          <th scope="col">{texts.when}</th>
          <th scope="col">{texts.transaction}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ log, event, args }) => (
          <tr key={String(args.line)}>
            <th scope="row">{String(args.line)}</th>
            <td data-label={texts.event}>{event}</td>
            <td data-label={texts.batch}>
              <BatchLink id={args.id === undefined ? undefined : String(args.id)} codes={codes} />
            </td>
            <td data-label={texts.when}>{formatMoment(Number(args.timestamp), locale)}</td>
            <td data-label={texts.transaction}>
              <Link class="mono" to={`/transactions/${log.transactionHash}`}>
                {`${log.transactionHash.slice(0, 10)}…`}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BatchLink(props: {
  readonly id: string | undefined;
  readonly codes: ReadonlyMap<string, string> | undefined;
}) {
  const { id, codes } = props;
  const texts = useTexts(CHAIN_TEXTS);
  if (id === undefined) return <span class="muted">{texts.administration}</span>;
  const code = codes?.get(id);
  if (code === undefined) return <span class="mono">{`${id.slice(0, 10)}…`}</span>;
  return (
    <Link class="mono" to={pathOfBatch(code)}>
      {code}
    </Link>
  );
}
