import { translate } from "../../../domain/names/translate.ts";
import { grouped } from "../../../domain/shared/grouped.ts";
import { linePoints, withSign } from "../../shopper/story/readings.ts";
import { READINGS_TEXTS } from "../../shopper/texts/readings.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { Loading } from "../parts/loading.tsx";
import { Table } from "../parts/table.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";

const en = {
  none: "There are no readings of it yet.",
  outside: "Outside the limits",
  columns: { what: "What", from: "From", to: "To", minutes: "Minutes", extreme: "Farthest" },
  table: "As a table",
  withheld: (count: number) => `${count} records of readings are not shown to you.`,
};
const zh: typeof en = {
  none: "尚无读数。",
  outside: "超出限值",
  columns: { what: "情况", from: "起", to: "止", minutes: "分钟", extreme: "最大偏离" },
  table: "查看表格",
  withheld: (count) => `有 ${count} 份读数记录未向您公开。`,
};

interface Reading {
  readonly sensor: string;
  readonly type: string;
  readonly unit: string;
  readonly time: string;
  readonly value: string;
}

interface Excursion extends Pick<Reading, "sensor" | "type" | "unit"> {
  readonly beyond: "min" | "max";
  readonly limit: string;
  readonly from: string;
  readonly to: string;
  readonly extreme: string;
  readonly minutes: number;
}

interface Limit {
  readonly type: string;
  readonly min?: string;
  readonly max?: string;
}

interface Told {
  readonly readings: readonly Reading[];
  readonly lines: readonly {
    readonly seq: number;
    readonly limits: readonly Limit[];
    readonly excursions: readonly Excursion[];
  }[];
  readonly withheld: number;
}

/** So many points of each series are drawn and listed. */
const POINTS = 120;

/** What sensors read of a batch: drawn series by series, what was outside its limits before all else. */
export function Readings({ traceId }: { readonly traceId: string }) {
  const { session } = useConsole();
  const texts = useTexts({ en, zh });
  const path = `/v1/traces/${traceId}/readings?points=${POINTS}`;
  const found = useLoad(async () => (await session.call<Told>("GET", path)).data, [path]);
  return (
    <Loading of={found}>
      {({ readings, lines, withheld }) => (
        <>
          {withheld > 0 && <p class="muted">{texts.withheld(withheld)}</p>}
          {readings.length === 0 && <p class="muted">{texts.none}</p>}
          <Excursions excursions={lines.flatMap(({ excursions }) => excursions)} />
          {[...grouped(readings, ({ sensor, type, unit }) => `${sensor}|${type}|${unit}`)].map(([key, series]) => (
            <Series key={key} series={series} limits={lines.flatMap(({ limits }) => limits)} />
          ))}
        </>
      )}
    </Loading>
  );
}

function Excursions({ excursions }: { readonly excursions: readonly Excursion[] }) {
  const texts = useTexts({ en, zh });
  const words = useTexts(READINGS_TEXTS);
  const { time, number } = useFormat();
  if (excursions.length === 0) return null;
  return (
    <Table
      caption={texts.outside}
      columns={Object.values(texts.columns)}
      rows={excursions.map((one) => ({
        key: `${one.sensor} ${one.type} ${one.from}`,
        cells: [
          <span key="what" class="bad">
            {translate(words.types, one.type)} ({one.sensor}):{" "}
            {(one.beyond === "max" ? words.above : words.below)(withSign(one.limit, one.unit))}
          </span>,
          time(one.from),
          time(one.to),
          number(one.minutes),
          withSign(one.extreme, one.unit),
        ],
      }))}
    />
  );
}

const WIDTH = 640;
const HEIGHT = 180;

function Series({ series, limits }: { readonly series: readonly Reading[]; readonly limits: readonly Limit[] }) {
  const texts = useTexts({ en, zh });
  const words = useTexts(READINGS_TEXTS);
  const { time } = useFormat();
  const [first] = series;
  if (!first) return null;
  const shown = series.map((reading) => ({ time: Date.parse(reading.time), value: Number(reading.value) }));
  const own = limits.filter(({ type }) => type === first.type);
  const bounds = [
    ...new Set(own.flatMap(({ min, max }) => [min, max].flatMap((text) => (text ? [Number(text)] : [])))),
  ];
  const values = [...shown.map(({ value }) => value), ...bounds];
  const box = { width: WIDTH, height: HEIGHT, low: Math.min(...values), high: Math.max(...values) };
  const points = linePoints(shown, box);
  const name = `${translate(words.types, first.type)} (${first.sensor})`;
  return (
    <figure class="chart">
      <figcaption>
        <h3>{name}</h3>
      </figcaption>
      <svg
        class="line-chart"
        viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`}
        role="img"
        aria-label={words.chart(name, time(first.time), time(series.at(-1)?.time ?? first.time))}
      >
        {bounds.map((bound) => {
          const [, y] = linePoints([{ time: 0, value: bound }], box)[0] ?? [0, 0];
          return <path key={bound} class="line-limit" d={`M0 ${y}H${WIDTH}`} />;
        })}
        <polyline class="line" points={points.map((point) => point.join(",")).join(" ")} />
      </svg>
      <details>
        <summary>{texts.table}</summary>
        <Table
          caption={name}
          columns={[words.time, words.value]}
          rows={series.map((reading) => ({
            key: reading.time,
            cells: [time(reading.time), withSign(reading.value, reading.unit)],
          }))}
        />
      </details>
    </figure>
  );
}
