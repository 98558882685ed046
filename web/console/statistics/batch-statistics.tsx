import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { BarChart } from "../parts/bar-chart.tsx";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import { Anomalies } from "./anomalies.tsx";
import type { Statistics } from "./statistics.ts";
import { STATISTICS_TEXTS } from "./texts.ts";

/** Who scanned a batch's labels: by day, country and device, and what is odd about it. */
export function BatchStatistics({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(STATISTICS_TEXTS);
  const { number, day } = useFormat();
  const [period, setPeriod] = useState("all");
  const path = `/v1/traces/${encodeURIComponent(id)}/statistics?period=${period}`;
  const found = useLoad(async () => (await session.call<Statistics>("GET", path)).data, [path]);
  const figures = (statistics: Statistics) =>
    [
      [texts.scans, statistics.totalScans],
      [texts.visitors, statistics.uniqueScans],
      [texts.duration, statistics.averageScanDuration],
      [texts.downloads, statistics.certificateDownloads],
      [texts.feedback, statistics.feedbackCount],
      [texts.rating, statistics.averageRating],
    ] as const;
  const charts = ({ scansByTime, scansByRegion, scansByDevice }: Statistics) =>
    [
      [texts.byDay, texts.day, scansByTime.map(({ date, count }) => ({ name: day(date), value: count }))],
      [texts.byRegion, texts.region, scansByRegion.map(({ region, count }) => ({ name: region, value: count }))],
      [texts.byDevice, texts.device, scansByDevice.map(({ device, count }) => ({ name: device, value: count }))],
    ] as const;
  return (
    <>
      <p>
        <Link to="/statistics">← {texts.title}</Link>
      </p>
      <Loading of={found}>
        {(statistics) => (
          <>
            <h1 class="mono">{statistics.batchCode}</h1>
            <p>
              <Link to={`/batches/${id}`}>{texts.batch}</Link>
            </p>
            <div class="filters">
              <Choice
                label={texts.period}
                name="period"
                value={period}
                options={Object.entries(texts.periods)}
                onInput={({ currentTarget }) => setPeriod(currentTarget.value)}
              />
            </div>
            <section class="sheet">
              <dl class="figures">
                {figures(statistics).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{number(value)}</dd>
                  </div>
                ))}
              </dl>
            </section>
            {statistics.totalScans === 0 && <p class="muted">{texts.noScans}</p>}
            {statistics.totalScans > 0 &&
              charts(statistics).map(([title, column, bars]) => (
                <section key={title} class="sheet">
                  <BarChart title={title} columns={[column, texts.scans]} bars={bars} tableWords={texts.asTable} />
                </section>
              ))}
            <section aria-labelledby="anomalies">
              <h2 id="anomalies">{texts.anomalies}</h2>
              {statistics.anomalies.length > 0 ? (
                <Anomalies anomalies={statistics.anomalies} />
              ) : (
                <p class="muted">{texts.noAnomalies}</p>
              )}
            </section>
          </>
        )}
      </Loading>
    </>
  );
}
