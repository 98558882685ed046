import { useRef, useState } from "preact/hooks";
import { useDesk, useTexts } from "../app/context.ts";
import { Failure } from "../parts/failure.tsx";
import { saveFile } from "../parts/save-file.ts";
import { useRun } from "../parts/use-run.ts";
import { type ExportProgress, type MadeExport, makeExport, type Period } from "./make.ts";
import { EXPORT_TEXTS } from "./texts.ts";

const DAY = 86_400;

/** Makes a period's export and saves it. */
export default function ExportView() {
  const desk = useDesk();
  const texts = useTexts(EXPORT_TEXTS);
  const [isBad, setIsBad] = useState(false);
  const asked = useRef<{ readonly period: Period; readonly name: string } | undefined>(undefined);
  const run = useRun<ExportProgress, MadeExport>(async (signal, report) => {
    const { period = { since: 0, until: 0 }, name = "" } = asked.current ?? {};
    const made = await makeExport(desk, period, signal, report);
    if (made.state === "made" && !signal.aborted) saveFile(name, made.texts, "application/x-ndjson");
    return made;
  });

  function submit(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [from, to] = [String(data.get("since")), String(data.get("until"))];
    const [since, last] = [Date.parse(from) / 1000, Date.parse(to) / 1000];
    const isGood = since <= last;
    setIsBad(!isGood);
    if (!isGood) return;
    asked.current = { period: { since, until: last + DAY }, name: `suyuan-${from}-${to}.ndjson` };
    run.start();
  }

  const { state, progress, result } = run;
  const number = (value: number) => new Intl.NumberFormat(desk.locale).format(value);
  return (
    <>
      <h1>{texts.heading}</h1>
      <p class="lead">{texts.intro}</p>
      <form class="period" onSubmit={submit} noValidate>
        <Day name="since" label={texts.since} isBad={isBad} />
        <Day name="until" label={texts.until} isBad={isBad} />
        <button type="submit" class="button" disabled={state === "running"}>
          {texts.make}
        </button>
        <p id="period-error" class="field-error" role="alert">
          {isBad && texts.bad}
        </p>
      </form>
      {state === "running" && (
        <p class="running">
          <progress value={progress?.batches ?? 0} max={progress?.all || 1} aria-label={texts.heading} />
          <button type="button" class="button-quiet" onClick={run.stop}>
            {texts.stop}
          </button>
        </p>
      )}
      <div role="status" data-testid="export">
        {state === "running" && (
          <p>{progress ? texts.progress(number(progress.batches), number(progress.all)) : texts.looking}</p>
        )}
        {state === "stopped" && <p>{texts.stopped}</p>}
        {result?.state === "made" && <p>{texts.made(number(result.batches))}</p>}
        {result?.state === "made" && result.withheld > 0 && (
          <p class="notice notice-warn">{texts.withheld(number(result.withheld))}</p>
        )}
        {result && result.state !== "made" && <p>{texts[result.state]}</p>}
      </div>
      {state === "failed" && <Failure error={run.error} />}
    </>
  );
}

function Day(props: { readonly name: string; readonly label: string; readonly isBad: boolean }) {
  const { name, label, isBad } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="date"
        required
        aria-invalid={isBad || undefined}
        aria-describedby="period-error"
      />
    </div>
  );
}
