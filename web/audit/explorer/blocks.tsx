import { latestBlock } from "../../../proof/chain-lines.ts";
import { useLoad } from "../../console/parts/use-load.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { OwnExplorer } from "./own-explorer.tsx";
import { readBlock } from "./read.ts";
import { EXPLORER_TEXTS } from "./texts.ts";

/** How many blocks are listed: as many as this server's node is asked for at once without harm. */
const LISTED = 15;

/** Blocks, the latest first; or those before one. */
export function Blocks({ before }: { readonly before: number | undefined }) {
  const { rpc, locale } = useDesk();
  const texts = useTexts(EXPLORER_TEXTS);
  const blocks = useLoad(async () => {
    const last = before === undefined ? await latestBlock(rpc) : before - 1;
    const numbers = Array.from({ length: Math.min(LISTED, last + 1) }, (_, index) => last - index);
    return (await Promise.all(numbers.map((number) => readBlock(rpc, number)))).flatMap((block) => block ?? []);
  }, [rpc, before]);
  return (
    <>
      <h1>{texts.heading}</h1>
      <p class="muted">{texts.intro}</p>
      <OwnExplorer path="" />
      <Loading of={blocks}>
        {(found) => (
          <>
            <table class="cards" data-testid="blocks">
              <caption class="visually-hidden">{texts.heading}</caption>
              <thead>
                <tr>
                  <th scope="col">{texts.block}</th>
                  <th scope="col">{texts.at}</th>
                  <th scope="col">{texts.transactions}</th>
                  <th scope="col">{texts.hash}</th>
                </tr>
              </thead>
              <tbody>
                {found.map(({ number, timestamp, transactions, hash }) => (
                  <tr key={number}>
                    <th scope="row">
                      <Link to={`/blocks/${number}`}>{String(number)}</Link>
                    </th>
                    <td data-label={texts.at}>{formatMoment(timestamp, locale)}</td>
                    <td data-label={texts.transactions}>{transactions.length}</td>
                    <td data-label={texts.hash}>
                      <span class="mono">{hash}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="ways-on">
              {before !== undefined && <Link to="/blocks">{texts.newer}</Link>}
              {(found.at(-1)?.number ?? 0) > 0 && (
                <Link to={`/blocks/before-${found.at(-1)?.number}`}>{texts.older}</Link>
              )}
            </p>
          </>
        )}
      </Loading>
    </>
  );
}
