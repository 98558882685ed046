/** What sensors read: a script of its own, fetched for journeys that have such steps. */
import { createContext, render } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { translate } from "../../domain/names/translate.ts";
import type { Excursion, ReadingLimit, ReadingsSummary } from "../../domain/records/readings.ts";
import { decimalText } from "../../domain/shared/decimal.ts";
import type { Language } from "../../proof/messages.ts";
import type { Proof, ProofLine } from "../../proof/proof.ts";
import { type RecomputedReadings, recomputeReadings } from "../../proof/recompute-readings.ts";
import { formatMoment, formatNumber } from "./story/format.ts";
import { type DrawnSeries, drawnSeries, linePoints, withSign } from "./story/readings.ts";
import { READINGS_TEXTS } from "./texts/readings.ts";

/** What is shown, and how the page speaks. */
interface Asked {
  readonly readings: ReadingsSummary;
  /** The file that was hashed here; undefined while it is fetched. */
  readonly bytes: Uint8Array | undefined;
  /** The proof, on a line of which the root over the readings stands. */
  readonly proof: Proof;
  readonly seq: number;
  readonly language: Language;
  readonly locale: string;
}

const Speech = createContext<Pick<Asked, "language" | "locale">>({ language: "en", locale: "en" });

/** Show what sensors read in an element, or show it anew. */
export function showReadings(into: HTMLElement, { readings, bytes, proof, seq, ...speech }: Asked): void {
  render(
    <Speech.Provider value={speech}>
      <Readings readings={readings} bytes={bytes} root={rootAt(proof.lines, seq)} />
    </Speech.Provider>,
    into,
  );
}

const WIDTH = 320;
const HEIGHT = 120;

/** What sensors read: in words, what was outside its limits first; drawn from the very bytes that were hashed here. */
function Readings({ readings, bytes, root }: Pick<Asked, "readings" | "bytes"> & { readonly root: string }) {
  const { texts, say, limitWords, excursionWords } = useWords();
  const { excursions, excursionCount, limits, series } = readings;
  return (
    <>
      {excursions.length > 0 && (
        <ul class="excursions">
          {excursions.map((one) => (
            <li key={`${one.sensor}${one.type}${one.beyond}${one.from}`}>{excursionWords(one)}</li>
          ))}
        </ul>
      )}
      {excursionCount > excursions.length && <p>{texts.more(say(excursionCount))}</p>}
      {limits.length > 0 && excursionCount === 0 && <p>{texts.within}</p>}
      <ul class="muted">
        {limits.map((limit) => (
          <li key={limit.type}>{limitWords(limit)}</li>
        ))}
        {series.map(({ sensor, type, unit, min, max, count }) => (
          <li key={`${sensor}|${type}|${unit}`}>
            {texts.series(translate(texts.types, type), sensor, withSign(min, unit), withSign(max, unit), say(count))}
          </li>
        ))}
      </ul>
      {bytes && <Recomputed key={root} readings={readings} bytes={bytes} root={root} />}
      <Charts readings={readings} bytes={bytes} />
    </>
  );
}

/** Sentences in the reader's language. */
function useWords() {
  const { language, locale } = useContext(Speech);
  const texts = READINGS_TEXTS[language];
  const moment = (time: string) => formatMoment(Date.parse(time) / 1000, locale);
  const say = (count: number) => formatNumber(count, locale);
  const limitWords = ({ type, unit, min, max, minutes }: ReadingLimit) => {
    const name = translate(texts.types, type);
    const [low, high] = [min, max].map((value) => value && withSign(value, unit));
    const bounds =
      low && high ? texts.between(name, low, high) : low ? texts.atLeast(name, low) : texts.atMost(name, high ?? "");
    return texts.sentence(minutes ? [bounds, texts.allowed(say(minutes))] : [bounds]);
  };
  const excursionWords = ({ beyond, limit, unit, from, to, minutes, ended, extreme, sensor }: Excursion) =>
    texts.sentence([
      (beyond === "max" ? texts.above : texts.below)(withSign(limit, unit)),
      ended ? texts.lasted(say(minutes), moment(from), moment(to)) : texts.open(moment(from)),
      texts.extreme(withSign(extreme, unit), sensor),
    ]);
  return { texts, moment, say, limitWords, excursionWords };
}

/** Root and times outside computed on this device, once somebody asks for it: until then they are the record's word. */
function Recomputed(asked: { readonly readings: ReadingsSummary; readonly bytes: Uint8Array; readonly root: string }) {
  const { texts } = useWords();
  const { readings, bytes, root } = asked;
  const [found, setFound] = useState<RecomputedReadings | "computing" | undefined>();
  const compute = () => {
    setFound("computing");
    // Said before a phone is busy for seconds.
    setTimeout(() => setFound(recomputeReadings(bytes, readings, root)), 50);
  };
  return (
    <div class="recomputed">
      {found === undefined && (
        <button type="button" class="button" onClick={compute}>
          {texts.recompute}
        </button>
      )}
      <p role="status" class="muted" data-outcome={found}>
        {texts.recomputed[found ?? "told"]}
      </p>
    </div>
  );
}

/** The readings drawn and in a table, once somebody asks for them: a file may hold very many. */
function Charts({ readings, bytes }: Pick<Asked, "readings" | "bytes">) {
  const { texts } = useWords();
  const [isOpen, setOpen] = useState(false);
  const drawn = useMemo(() => (isOpen && bytes ? drawnSeries(bytes) : []), [isOpen, bytes]);
  if (!bytes) return null;
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.show}</summary>
      {drawn.map((series) => (
        <Chart key={series.key} series={series} limit={readings.limits.find(({ type }) => type === series.type)} />
      ))}
    </details>
  );
}

function Chart({ series, limit }: { readonly series: DrawnSeries; readonly limit: ReadingLimit | undefined }) {
  const { texts, moment, say } = useWords();
  const { sensor, type, unit, readings, total } = series;
  const shown = readings.map(({ time, value }) => ({ time, value: Number(decimalText(value)) }));
  const bounds = [limit?.min, limit?.max].flatMap((text) => (text === undefined ? [] : [Number(text)]));
  const values = [...shown.map(({ value }) => value), ...bounds];
  const box = { width: WIDTH, height: HEIGHT, low: Math.min(...values), high: Math.max(...values) };
  const points = linePoints(shown, box);
  const name = `${translate(texts.types, type)} (${sensor})`;
  const told = readings.map(({ time }) => moment(new Date(time).toISOString()));
  const label = texts.chart(name, told[0] ?? "", told.at(-1) ?? "");
  return (
    <figure class="reading-chart">
      <svg viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} role="img" aria-label={label}>
        {bounds.map((bound) => {
          const [, y] = linePoints([{ time: 0, value: bound }], box)[0] ?? [0, 0];
          return <path key={bound} class="reading-limit" d={`M0 ${y}H${WIDTH}`} />;
        })}
        <polyline class="reading-line" points={points.map((point) => point.join(",")).join(" ")} />
      </svg>
      <figcaption class="muted">
        {name}
        {readings.length < total && ` · ${texts.thinned(say(readings.length), say(total))}`}
      </figcaption>
      <table class="details">
        <thead>
          <tr>
            <th scope="col">{texts.time}</th>
            <th scope="col">{texts.value}</th>
          </tr>
        </thead>
        <tbody>
          {readings.map(({ time, value }, index) => (
            <tr key={time}>
              <td>{told[index]}</td>
              <td>{withSign(decimalText(value), unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** The root that stands on a line, or on the one that it amends. */
function rootAt(lines: readonly ProofLine[], seq: number): string {
  const args = lines.find((line) => Number(line.args.seq) === seq)?.args ?? {};
  return args.amended === undefined ? String(args.root) : rootAt(lines, Number(args.amended));
}
