import { useEffect } from "preact/hooks";
import { harmless } from "../../../domain/shared/foreign-text.ts";
import { describeExportFault } from "../../../proof/export-messages.ts";
import { describeCheck } from "../../../proof/messages.ts";
import { type ExportedBatch, type ExportVerdict, verifyExport } from "../../../proof/verify-export.ts";
import { Cross, Tick } from "../../shopper/icons/signs.tsx";
import { fetchBytes } from "../../shopper/origins.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Fact } from "../parts/fact.tsx";
import { Failure } from "../parts/failure.tsx";
import { Link } from "../parts/link.tsx";
import { useRun } from "../parts/use-run.ts";
import { pathOfBatch } from "../search/find.ts";
import { EXPORT_TEXTS } from "./texts.ts";

/** A period's export: each batch, and whether a line of the period is missing. */
export function ExportReport({ text }: { readonly text: string }) {
  const { rpc, settings } = useDesk();
  const texts = useTexts(EXPORT_TEXTS);
  const run = useRun<readonly ExportedBatch[], ExportVerdict>(async (signal, report) => {
    const batches: ExportedBatch[] = [];
    return verifyExport(recordsIn(text), {
      rpcOf: () => rpc,
      contract: settings.contract,
      fetchBytes,
      signal,
      onBatch: (batch) => {
        batches.push(batch);
        report([...batches]);
      },
    });
  });
  useEffect(run.start, [text]);
  const { state, progress, result } = run;
  const batches = result?.batches ?? progress ?? [];
  return (
    <>
      <div role="status">{state === "running" && <p>{texts.checking}</p>}</div>
      {state === "failed" && <Failure error={run.error} onRetry={run.start} />}
      {result && <Verdict verdict={result} />}
      {batches.length > 0 && <Batches batches={batches} />}
    </>
  );
}

/** The records of a file, one a line; what is no JSON is no record either. */
function* recordsIn(text: string): Generator<unknown> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? undefined : end).trim();
    from = end === -1 ? text.length : end + 1;
    if (line !== "") yield parsed(line);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function Verdict({ verdict: found }: { readonly verdict: ExportVerdict }) {
  const { language, locale } = useDesk();
  const texts = useTexts(EXPORT_TEXTS);
  const { verdict, header, faults, missing } = found;
  const isBad = verdict === "failed";
  return (
    <section class="sheet" data-testid="export-verdict" data-outcome={verdict} aria-labelledby="export-verdict">
      <h2 id="export-verdict" class={isBad ? "bad" : undefined}>
        {isBad ? <Cross /> : <Tick />} {texts.verdicts[verdict]}
      </h2>
      {header && (
        <dl class="facts">
          <Fact name={texts.period}>
            {formatMoment(header.since, locale, "UTC")} – {formatMoment(header.until, locale, "UTC")}
          </Fact>
          <Fact name={texts.lines}>{`${header.first} – ${header.last}`}</Fact>
        </dl>
      )}
      {faults.length === 0 && <p>{texts.whole}</p>}
      {faults.map((fault) => (
        <p key={fault} class={fault === "left-out" ? "notice notice-warn" : "notice notice-bad"}>
          {describeExportFault(fault, language)}
        </p>
      ))}
      {missing.length > 0 && <p>{texts.missing(missing.join(", "))}</p>}
    </section>
  );
}

function Batches({ batches }: { readonly batches: readonly ExportedBatch[] }) {
  const { language } = useDesk();
  const texts = useTexts(EXPORT_TEXTS);
  return (
    <table class="cards" data-testid="export-batches">
      <caption class="visually-hidden">{texts.file}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.batch}</th>
          <th scope="col">{texts.result}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map(({ code, verdict, fault }, index) => (
          <tr key={index} data-outcome={verdict}>
            <th scope="row">
              <Link to={pathOfBatch(code)}>{harmless(code)}</Link>
            </th>
            <td data-label={texts.result} class={verdict === "failed" ? "bad" : undefined}>
              {texts.verdicts[verdict]}
              {fault && <small class="muted">{describeCheck(fault, language)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
