import { type ChainLog, lineOf } from "../../../proof/chain-lines.ts";
import { OTHER_TOPICS } from "../../../proof/codec.ts";
import { leafOf } from "../../../proof/head.ts";
import { useLoad } from "../../console/parts/use-load.ts";
import { useDesk, useTexts } from "../app/context.ts";
import type { SectionProperties } from "../app/sections.ts";
import { codesOf } from "../chain/find.ts";
import { Fact } from "../parts/fact.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { pathOfBatch } from "../search/find.ts";
import { OwnExplorer } from "./own-explorer.tsx";
import { readTransaction } from "./read.ts";
import { EXPLORER_TEXTS } from "./texts.ts";

/** A transaction, and its events as the contract's ABI reads them. */
export default function TransactionView({ rest: [hash = ""] }: SectionProperties) {
  const desk = useDesk();
  const { rpc, settings } = desk;
  const texts = useTexts(EXPLORER_TEXTS);
  const loaded = useLoad(async () => {
    const found = await readTransaction(rpc, hash);
    const lines =
      found?.receipt?.logs.flatMap((log) => (isOurs(log, settings.contract) ? (lineOf(log) ?? []) : [])) ?? [];
    const ids = lines.flatMap(({ args }) => (args.id === undefined ? [] : [String(args.id)]));
    return { found, codes: await codesOf(desk, ids) };
  }, [rpc, hash]);
  return (
    <>
      <h1>{texts.transaction}</h1>
      <p class="mono">{hash}</p>
      <OwnExplorer path={`/tx/${hash}`} />
      <Loading of={loaded}>
        {({ found, codes }) =>
          found ? <Shown {...found} codes={codes} /> : <p class="notice notice-bad">{texts.noTransaction}</p>
        }
      </Loading>
    </>
  );
}

const isOurs = (log: ChainLog, contract: string) => log.address === contract;

type Found = NonNullable<Awaited<ReturnType<typeof readTransaction>>>;

function Shown({ transaction, receipt, codes }: Found & { readonly codes: ReadonlyMap<string, string> }) {
  const { locale } = useDesk();
  const texts = useTexts(EXPLORER_TEXTS);
  const { from, to, nonce, input, blockNumber } = transaction;
  return (
    <>
      <dl class="facts sheet">
        <Fact name={texts.status}>
          {receipt ? receipt.status === 1 ? texts.ok : <span class="bad">{texts.reverted}</span> : texts.pending}
        </Fact>
        <Fact name={texts.block}>
          {blockNumber === null ? texts.pending : <Link to={`/blocks/${blockNumber}`}>{String(blockNumber)}</Link>}
        </Fact>
        <Fact name={texts.from} isMono>
          <Link to={`/accounts/${from.toLowerCase()}`}>{from}</Link>
        </Fact>
        <Fact name={texts.to} isMono>
          {to ?? "–"}
        </Fact>
        <Fact name={texts.nonce}>{nonce}</Fact>
        {receipt && <Fact name={texts.gas}>{new Intl.NumberFormat(locale).format(receipt.gasUsed)}</Fact>}
      </dl>
      <details class="fold">
        <summary>{texts.input}</summary>
        <pre class="mono">{input}</pre>
      </details>
      <h2>{texts.events}</h2>
      {receipt?.logs.map((log) => (
        <Event key={log.logIndex} log={log} codes={codes} />
      ))}
      {receipt?.logs.length === 0 && <p class="muted">{texts.noEvents}</p>}
    </>
  );
}

function Event({ log, codes }: { readonly log: ChainLog; readonly codes: ReadonlyMap<string, string> }) {
  const { settings } = useDesk();
  const texts = useTexts(EXPLORER_TEXTS);
  const ours = isOurs(log, settings.contract);
  const line = ours ? lineOf(log) : undefined;
  const code = line && codes.get(String(line.args.id));
  const isOther = ours && OTHER_TOPICS.has(log.topics[0] ?? "");
  return (
    <section class="sheet" data-testid="event">
      <h3>
        {line?.event ?? (isOther ? texts.otherEvent : texts.foreign)}
        {code && (
          <>
            {" · "}
            <Link class="mono" to={pathOfBatch(code)}>
              {code}
            </Link>
          </>
        )}
      </h3>
      <dl class="facts">
        {Object.entries(line?.args ?? {}).map(([name, value]) => (
          <Fact key={name} name={name} isMono>
            {Array.isArray(value) ? value.join(" ") : String(value)}
          </Fact>
        ))}
        {line && (
          <Fact name={texts.leaf} isMono>
            {leafOf(log)}
          </Fact>
        )}
      </dl>
      {!line && <pre class="mono">{[...log.topics, log.data].join("\n")}</pre>}
    </section>
  );
}
