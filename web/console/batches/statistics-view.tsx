import { useEffect, useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { Bars, Days } from "../charts/bars.tsx";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { Loading } from "../parts/loading.tsx";
import { Table } from "../parts/table.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import { STATISTICS_TEXTS } from "./statistics-texts.ts";

interface Anomaly {
  readonly type: string;
  readonly regions: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

interface Statistics {
  readonly batchCode: string;
  readonly totalScans: number;
  readonly uniqueScans: number;
  readonly scansByRegion: readonly { readonly region: string; readonly count: number }[];
  readonly scansByDevice: readonly { readonly device: string; readonly count: number }[];
  readonly scansByTime: readonly { readonly date: string; readonly count: number }[];
  readonly averageScanDuration: number;
  readonly certificateDownloads: number;
  readonly feedbackCount: number;
  readonly averageRating: number;
  readonly anomalies: readonly Anomaly[];
}

interface Feedback {
  readonly id: string;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: string;
}

/** How often a batch was looked at, from where and by what, what is odd about it, and what shoppers said. */
export function StatisticsView({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(STATISTICS_TEXTS);
  const { brand } = useTexts(COMMON_TEXTS);
  const [period, setPeriod] = useState("all");
  const path = `/v1/traces/${encodeURIComponent(id)}`;
  const found = useLoad(
    async () => (await session.call<Statistics>("GET", `${path}/statistics?period=${period}`)).data,
    [path, period],
  );
  useEffect(() => {
    document.title = `${texts.title} · ${brand}`;
  }, [texts, brand]);
  return (
    <>
      <p>
        <Link to={`/batches/${id}`}>← {texts.back}</Link>
      </p>
      <h1>{texts.title}</h1>
      <Choice
        label={texts.period}
        name="period"
        value={period}
        options={Object.entries(texts.periods)}
        onInput={({ currentTarget }) => setPeriod(currentTarget.value)}
      />
      <Loading of={found}>{(statistics) => <Figures statistics={statistics} />}</Loading>
      <section aria-labelledby="feedback">
        <h2 id="feedback">{texts.feedback}</h2>
        <List<Feedback> path={`${path}/feedback?limit=20`} empty={<p class="muted">{texts.noFeedback}</p>}>
          {(feedback) => <FeedbackList feedback={feedback} />}
        </List>
      </section>
    </>
  );
}

function Figures({ statistics }: { readonly statistics: Statistics }) {
  const texts = useTexts(STATISTICS_TEXTS);
  const { number } = useFormat();
  const figures = [
    [texts.scans, number(statistics.totalScans)],
    [texts.visitors, number(statistics.uniqueScans)],
    [texts.duration, texts.seconds(statistics.averageScanDuration)],
    [texts.downloads, number(statistics.certificateDownloads)],
    [texts.rating, statistics.feedbackCount > 0 ? `${number(statistics.averageRating)} / 5` : "–"],
  ];
  return (
    <>
      <dl class="figures">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <Anomalies anomalies={statistics.anomalies} />
      {statistics.totalScans === 0 ? (
        <p class="muted">{texts.noScans}</p>
      ) : (
        <section class="charts" aria-labelledby="looks">
          <h2 id="looks">{texts.scans}</h2>
          <Days
            title={texts.byDay}
            columns={[texts.day, texts.scans]}
            counts={statistics.scansByTime.map(({ date, count }) => ({ name: date, count }))}
          />
          <Bars
            title={texts.byRegion}
            columns={[texts.region, texts.scans]}
            counts={statistics.scansByRegion.map(({ region, count }) => ({ name: texts.regionOf(region), count }))}
          />
          <Bars
            title={texts.byDevice}
            columns={[texts.device, texts.scans]}
            counts={statistics.scansByDevice.map(({ device, count }) => ({ name: device, count }))}
          />
        </section>
      )}
    </>
  );
}

function Anomalies({ anomalies }: { readonly anomalies: readonly Anomaly[] }) {
  const texts = useTexts(STATISTICS_TEXTS);
  const { time } = useFormat();
  if (anomalies.length === 0) return null;
  return (
    <>
      <p class="notice notice-warn">{texts.anomalies(anomalies.length)}</p>
      <Table
        caption={texts.anomalyTable}
        columns={[texts.what, texts.region, texts.from, texts.to]}
        rows={anomalies.map(({ type, regions, from, to, message }) => ({
          key: `${type} ${from}`,
          cells: [message, regions.map(texts.regionOf).join(", "), time(from), time(to)],
        }))}
      />
    </>
  );
}

function FeedbackList({ feedback }: { readonly feedback: readonly Feedback[] }) {
  const texts = useTexts(STATISTICS_TEXTS);
  const { day } = useFormat();
  return (
    <ul class="items">
      {feedback.map(({ id, rating, text, createdAt }) => (
        <li key={id}>
          <p>
            <strong>{texts.stars(rating)}</strong> <span class="muted">{day(createdAt)}</span>
          </p>
          {text && (
            <p>
              <bdi>{text}</bdi>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
