import { useEffect } from "preact/hooks";
import { type ChainLine, latestBlock, readChainLines } from "../../../proof/chain-lines.ts";
import { useLocale } from "../../shopper/locale.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { codesOf, firstBlock } from "../chain/find.ts";
import { LineTable } from "../chain/line-table.tsx";
import { Failure } from "../parts/failure.tsx";
import { useRun } from "../parts/use-run.ts";
import { topicOfAddress } from "./history.tsx";
import { ACCOUNT_TEXTS } from "./texts.ts";

/** What is known so far. */
interface Progress {
  readonly block: number;
  readonly last: number;
  readonly lines: readonly ChainLine[];
}

/** All lines by an account and about it, read from the node block by block. */
export function AccountLines({ account }: { readonly account: string }) {
  const desk = useDesk();
  const texts = useTexts(ACCOUNT_TEXTS);
  const { locale } = useLocale().texts;
  const run = useRun<Progress, ReadonlyMap<string, string>>(async (signal, report) => {
    const [first, last] = await Promise.all([firstBlock(desk), latestBlock(desk.rpc)]);
    const topic = topicOfAddress(account);
    // Which place the actor's has depends on the event.
    const topics = [
      [null, topic],
      [null, null, topic],
      [null, null, null, topic],
    ];
    let lines: readonly ChainLine[] = [];
    const query = { contract: desk.settings.contract, topics, first, last, signal };
    for await (const { lines: more, block } of readChainLines(desk.rpc, query)) {
      lines = [...lines, ...more];
      report({ block, last, lines });
    }
    return codesOf(
      desk,
      lines.flatMap(({ args }) => (args.id === undefined ? [] : [String(args.id)])),
    );
  });
  useEffect(run.start, [account]);

  const { state, progress, result, error } = run;
  const lines = progress?.lines ?? [];
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <>
      <div role="status">
        {progress && <p>{texts.found(lines.length)}</p>}
        {state === "stopped" && <p>{texts.stopped}</p>}
        {state === "done" && lines.length === 0 && <p>{texts.none}</p>}
      </div>
      {state === "running" && (
        <p class="running">
          {progress && (
            <>
              <progress value={progress.block} max={progress.last} aria-label={texts.lines} />{" "}
              {texts.progress(number(progress.block), number(progress.last))}
            </>
          )}
          <button type="button" class="button-quiet" onClick={run.stop}>
            {texts.stop}
          </button>
        </p>
      )}
      {state === "failed" && <Failure error={error} onRetry={run.start} />}
      {state === "stopped" && (
        <button type="button" class="button-quiet" onClick={run.start}>
          {texts.again}
        </button>
      )}
      {lines.length > 0 && <LineTable lines={lines} codes={result} />}
    </>
  );
}
