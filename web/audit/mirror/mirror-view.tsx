import { Cross, Tick } from "../../shopper/icons/signs.tsx";
import { useLocale } from "../../shopper/locale.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { type MirroredLine, readLines, readNetwork } from "../node/network.ts";
import { Fact } from "../parts/fact.tsx";
import { Failure } from "../parts/failure.tsx";
import { useRun } from "../parts/use-run.ts";
import { compareMirror, type Difference, type MirrorProgress, type MirrorVerdict } from "./compare.ts";
import { MIRROR_TEXTS } from "./texts.ts";

/** How many lines are fetched at once: as many as the server gives. */
const AT_ONCE = 1_000;

/** All that this server has, line by line. */
export default function MirrorView() {
  const { rpc, reader, settings, locale } = useDesk();
  const texts = useTexts(MIRROR_TEXTS);
  const run = useRun<MirrorProgress, MirrorVerdict>(async (signal, report) => {
    const { mirror } = await readNetwork();
    return compareMirror({
      rpc,
      reader,
      contract: settings.contract,
      mirrored: mirror?.lines ?? 0,
      readLines: (after) => readLines({ after, limit: AT_ONCE }),
      signal,
      report,
    });
  });
  const { state, progress, result } = run;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <>
      <h1>{texts.heading}</h1>
      <p class="lead">{texts.intro}</p>
      {state === "running" ? (
        <p class="running">
          <progress value={progress?.block ?? 0} max={progress?.last ?? 1} aria-label={texts.heading} />
          <button type="button" class="button-quiet" onClick={run.stop}>
            {texts.stop}
          </button>
        </p>
      ) : (
        <button type="button" class="button" onClick={run.start}>
          {state === "idle" ? texts.start : texts.again}
        </button>
      )}
      <div role="status" data-testid="mirror" data-state={state}>
        {state === "running" && progress && (
          <p>{texts.progress(number(progress.lines), number(progress.block), number(progress.last))}</p>
        )}
        {state === "stopped" && <p>{texts.stopped}</p>}
        {result && <Verdict verdict={result} number={number} />}
      </div>
      {state === "failed" && <Failure error={run.error} />}
    </>
  );
}

function Verdict({ verdict, number }: { readonly verdict: MirrorVerdict; readonly number: (value: number) => string }) {
  const texts = useTexts(MIRROR_TEXTS);
  const { lines, computed, onChain, isNodeWhole, difference, behind } = verdict;
  const isGood = isNodeWhole && !difference;
  return (
    <div class="sheet" data-testid="mirror-verdict" data-good={isGood}>
      <p class={isGood ? "heads-result good" : "heads-result bad"}>
        {isGood ? <Tick /> : <Cross />}
        {isGood ? texts.same(number(lines - behind)) : difference ? texts.different(number(difference.line)) : null}
        {!isNodeWhole && ` ${texts.nodeNotWhole}`}
      </p>
      {behind > 0 && <p class="notice notice-warn">{texts.behind(number(behind))}</p>}
      <Chains computed={computed} onChain={onChain} />
      {difference && <DifferenceTable difference={difference} caption={texts.caption(number(difference.line))} />}
    </div>
  );
}

function Chains({ computed, onChain }: { readonly computed: string; readonly onChain: string }) {
  const { panel } = useLocale().texts;
  return (
    <dl class="facts">
      <Fact name={panel.computed} isMono>
        {computed}
      </Fact>
      <Fact name={panel.onChain} isMono>
        {onChain}
      </Fact>
    </dl>
  );
}

function DifferenceTable({ difference, caption }: { readonly difference: Difference; readonly caption: string }) {
  const texts = useTexts(MIRROR_TEXTS);
  const { onChain, mirrored } = difference;
  const names = Object.keys(onChain ?? mirrored ?? {}) as (keyof MirroredLine)[];
  const value = (line: MirroredLine | undefined, name: keyof MirroredLine) => String(line ? line[name] : texts.none);
  return (
    <table class="hashes">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.onChain}</th>
          <th scope="col">{texts.mirrored}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const [left, right] = [value(onChain, name), value(mirrored, name)];
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label={texts.onChain} class="mono">
                {left}
              </td>
              <td data-label={texts.mirrored} class={left === right ? "mono" : "mono bad"}>
                {right}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
