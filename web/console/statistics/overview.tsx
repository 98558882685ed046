import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import type { ListedBatch } from "../batches/batch.ts";
import { BarChart } from "../parts/bar-chart.tsx";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import { Anomalies } from "./anomalies.tsx";
import type { Statistics } from "./statistics.ts";
import { STATISTICS_TEXTS } from "./texts.ts";

/** How many of the newest batches are compared. */
const COMPARED = 8;

/** One's newest batches beside each other. */
export function Overview() {
  const { session } = useConsole();
  const texts = useTexts(STATISTICS_TEXTS);
  const { number } = useFormat();
  const [relation, setRelation] = useState("mine");
  const found = useLoad(async () => {
    const batches = await session.call<readonly ListedBatch[]>("GET", `/v1/traces?${relation}=true&limit=${COMPARED}`);
    return Promise.all(
      batches.data.map(async (batch) => ({
        batch,
        statistics: (await session.call<Statistics>("GET", `/v1/traces/${batch.id}/statistics`)).data,
      })),
    );
  }, [relation]);
  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <div class="filters">
        <Choice
          label={texts.which}
          name="relation"
          value={relation}
          options={Object.entries(texts.relations)}
          onInput={({ currentTarget }) => setRelation(currentTarget.value)}
        />
      </div>
      <Loading of={found}>
        {(compared) =>
          compared.length === 0 ? (
            <p class="muted">{texts.none}</p>
          ) : (
            <>
              <section class="sheet">
                <BarChart
                  title={texts.scansByBatch}
                  columns={[texts.batch, texts.scans]}
                  bars={compared.map(({ statistics }) => ({
                    name: statistics.batchCode,
                    value: statistics.totalScans,
                  }))}
                  tableWords={texts.asTable}
                />
              </section>
              <ul class="entries">
                {compared.map(({ batch, statistics }) => (
                  <li key={batch.id} class="sheet">
                    <p>
                      <Link to={`/statistics/${batch.id}`}>
                        <bdi>{batch.name ?? batch.batchCode}</bdi>
                      </Link>{" "}
                      <span class="mono">{batch.batchCode}</span>
                    </p>
                    <p class="muted">
                      {texts.scans} {number(statistics.totalScans)} · {texts.visitors} {number(statistics.uniqueScans)}
                    </p>
                    {statistics.anomalies.length > 0 && <Anomalies anomalies={statistics.anomalies} />}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loading>
    </>
  );
}
