import { type ChainLine, readChainLines } from "../../../proof/chain-lines.ts";
import { useLoad } from "../../console/parts/use-load.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { codesOf } from "../chain/find.ts";
import { LineTable } from "../chain/line-table.tsx";
import { Fact } from "../parts/fact.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { OwnExplorer } from "./own-explorer.tsx";
import { readBlock } from "./read.ts";
import { EXPLORER_TEXTS } from "./texts.ts";

/** A block: its transactions, and the contract's lines in it. */
export function BlockView({ number }: { readonly number: number }) {
  const desk = useDesk();
  const { rpc, settings, locale } = desk;
  const texts = useTexts(EXPLORER_TEXTS);
  const loaded = useLoad(async () => {
    const block = await readBlock(rpc, number);
    const lines: ChainLine[] = [];
    const query = { contract: settings.contract, first: number, last: number };
    if (block) for await (const some of readChainLines(rpc, query)) lines.push(...some.lines);
    const ids = lines.flatMap(({ args }) => (args.id === undefined ? [] : [String(args.id)]));
    return { block, lines, codes: await codesOf(desk, ids) };
  }, [rpc, number]);
  return (
    <>
      <h1>
        {texts.block} {number}
      </h1>
      <OwnExplorer path={`/block/${number}`} />
      <Loading of={loaded}>
        {({ block, lines, codes }) =>
          block ? (
            <>
              <dl class="facts sheet">
                <Fact name={texts.at}>{formatMoment(block.timestamp, locale)}</Fact>
                <Fact name={texts.hash} isMono>
                  {block.hash}
                </Fact>
                <Fact name={texts.parent} isMono>
                  {number > 0 ? <Link to={`/blocks/${number - 1}`}>{block.parentHash}</Link> : block.parentHash}
                </Fact>
              </dl>
              <h2>{texts.transactions}</h2>
              <ul>
                {block.transactions.map((hash) => (
                  <li key={hash}>
                    <Link class="mono" to={`/transactions/${hash}`}>
                      {hash}
                    </Link>
                  </li>
                ))}
                {block.transactions.length === 0 && <li class="muted">{texts.none}</li>}
              </ul>
              {lines.length > 0 && (
                <>
                  <h2>{texts.lines}</h2>
                  <LineTable lines={lines} codes={codes} />
                </>
              )}
            </>
          ) : (
            <p class="notice notice-bad">{texts.noBlock}</p>
          )
        }
      </Loading>
    </>
  );
}
