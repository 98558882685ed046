import { useEffect } from "preact/hooks";
import { gainTold } from "../../../domain/lineage/gains.ts";
import { contractReader } from "../../../proof/contract-reader.ts";
import { describeGain } from "../../../proof/gain-messages.ts";
import { batchId } from "../../../proof/hash.ts";
import { type LineageVerification, verifyLineage } from "../../../proof/lineage.ts";
import { describeAncestor, describeIll, describeLineage } from "../../../proof/lineage-messages.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { fetchBytes, proofOf } from "../../shopper/origins.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { codesOf } from "../chain/find.ts";
import { Failure } from "../parts/failure.tsx";
import { Link } from "../parts/link.tsx";
import { useRun } from "../parts/use-run.ts";
import { pathOfBatch } from "../search/find.ts";
import { checkDescendants, type DescendantCheck, type Descendants } from "./descendants.ts";
import { LINEAGE_TEXTS } from "./texts.ts";

/** What is known so far. */
interface Progress {
  readonly up?: LineageVerification;
  readonly down: readonly DescendantCheck[];
}

/** What a batch was made of and what became of it, every batch of it checked on chain. */
export function LineageView({ code }: { readonly code: string }) {
  const desk = useDesk();
  const texts = useTexts(LINEAGE_TEXTS);
  const { rpc, settings } = desk;
  const run = useRun<Progress, Descendants | undefined>(async (signal, report) => {
    const { contract } = settings;
    const verify = (proof: unknown, of: string) => verifyProof(proof, { code: of, contract, rpc, fetchBytes });
    const up = await verifyLineage(await proofOf(code, true), {
      code,
      contract,
      batchId,
      proofOf,
      verify,
      reader: (at) => contractReader(rpc, at),
    });
    report({ up, down: [] });
    if (up.own.verdict === "failed" || !up.own.proof) return undefined;
    return checkDescendants(up.own.proof, {
      codesOf: (ids) => codesOf(desk, ids),
      proofOf: (of) => proofOf(of, false),
      verify,
      signal,
      report: (down) => report({ up, down }),
    });
  });
  useEffect(run.start, [code]);
  const { state, progress, result } = run;

  return (
    <>
      <h1>
        <span class="muted">{texts.heading}</span> <span class="mono">{code}</span>
      </h1>
      <p>
        <Link to={pathOfBatch(code)}>{texts.back}</Link>
      </p>
      <p class="muted">{texts.intro}</p>
      <div role="status" data-testid="lineage" data-state={state}>
        {state === "running" && <p>{texts.checking}</p>}
        {state === "stopped" && <p>{texts.stopped}</p>}
      </div>
      {state === "running" && (
        <button type="button" class="button-quiet" onClick={run.stop}>
          {texts.stop}
        </button>
      )}
      {state === "stopped" && (
        <button type="button" class="button-quiet" onClick={run.start}>
          {texts.again}
        </button>
      )}
      {state === "failed" && <Failure error={run.error} onRetry={run.start} />}
      {progress?.up && <Up lineage={progress.up} />}
      {progress && state === "done" && !result && <p class="notice notice-bad">{texts.ownFailed}</p>}
      {progress && (result || progress.down.length > 0) && (
        <section class="sheet" aria-labelledby="down">
          <h2 id="down">{texts.down}</h2>
          {result?.checks.length === 0 && <p class="muted">{texts.nothing}</p>}
          {progress.down.length > 0 && <Down checks={progress.down} />}
          {result?.isTruncated && <p class="notice notice-warn">{texts.truncated}</p>}
        </section>
      )}
    </>
  );
}

function Up({ lineage }: { readonly lineage: LineageVerification }) {
  const { language } = useDesk();
  const texts = useTexts(LINEAGE_TEXTS);
  return (
    <section class="sheet" aria-labelledby="up" data-testid="up" data-outcome={lineage.verdict}>
      <h2 id="up">{texts.up}</h2>
      <p>
        <strong class={lineage.verdict === "failed" ? "bad" : undefined}>{describeLineage(lineage, language)}</strong>
      </p>
      {describeIll(lineage.ill, language).map((said) => (
        <p key={said} class="notice notice-bad">
          {said}
        </p>
      ))}
      <ul>
        {lineage.checks.map((check, index) => (
          <li key={index} class={check.outcome === "failed" ? "bad" : undefined} data-outcome={check.outcome}>
            {check.subject.startsWith("0x") ? null : <Link to={pathOfBatch(check.subject)}>{check.subject}</Link>}{" "}
            <span class="muted">{describeAncestor(check, language)}</span>
          </li>
        ))}
        {lineage.gains.map((gain) => (
          <li key={gain.code}>
            <Link to={pathOfBatch(gain.code)}>{gain.code}</Link> {describeGain(gainTold(gain), language)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Down({ checks }: { readonly checks: readonly DescendantCheck[] }) {
  const texts = useTexts(LINEAGE_TEXTS);
  const isBad = ({ outcome }: DescendantCheck) => outcome === "failed" || outcome === "not-linked";
  return (
    <table class="cards" data-testid="down">
      <caption class="visually-hidden">{texts.down}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.batch}</th>
          <th scope="col">{texts.from}</th>
          <th scope="col">{texts.result}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.subject} data-outcome={check.outcome}>
            <th scope="row">
              {check.subject.startsWith("0x") ? (
                <span class="mono">{check.subject}</span>
              ) : (
                <Link to={pathOfBatch(check.subject)}>{check.subject}</Link>
              )}
            </th>
            <td data-label={texts.from}>{check.from}</td>
            <td data-label={texts.result} class={isBad(check) ? "bad" : undefined}>
              {texts.outcomes[check.outcome]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
