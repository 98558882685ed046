import { useMemo } from "preact/hooks";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { draw, type Marker } from "../../story/map.ts";
import { routeOf, type Stop } from "../../story/route.ts";
import { TRADE_TEXTS } from "../../texts/trade.ts";

const RADIUS = 15;

/** The way from place to place, as a drawing of its own and in words; nothing where no place has a position. */
export function RouteMap() {
  const { story } = useJourney();
  const { language, texts } = useLocale();
  const words = TRADE_TEXTS[language];
  const stops = useMemo(() => routeOf(story.steps), [story.steps]);
  if (stops.length === 0) return null;
  const total = stops.reduce((sum, { distance }) => sum + (distance ?? 0), 0);
  const kilometres = (value: number) => formatDistance(value, texts.locale);
  return (
    <section class="route" aria-labelledby="route-title" data-testid="route">
      <h2 id="route-title">{words.route}</h2>
      <Sketch stops={stops} label={words.drawing(stops.map(({ name }) => name).join(" → "))} kilometres={kilometres} />
      <p class="muted">
        {words.routeOf(stops.length, kilometres(total))} {words.asTold}
      </p>
      <ol>
        {stops.map(({ name, address, steps, distance }, index) => (
          <li key={index}>
            <span class="route-number">{numbersOf(steps.map(({ number }) => number))}</span>
            <span>
              <a href={`#${steps[0]?.anchor}`}>
                <bdi>{name}</bdi>
              </a>
              <small class="muted">
                {[address, distance === undefined ? "" : words.fromBefore(kilometres(distance))]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sketch({
  stops,
  label,
  kilometres,
}: {
  readonly stops: readonly Stop[];
  readonly label: string;
  readonly kilometres: (value: number) => string;
}) {
  const { width, height, path, markers, scale } = useMemo(() => draw(stops.map(({ point }) => point)), [stops]);
  const line = path.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
  const numbersAt = ({ points }: Marker) =>
    numbersOf(points.flatMap((index) => stops[index]?.steps.map(({ number }) => number) ?? []));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {path.length > 1 && <path class="route-line" d={line} />}
      {markers.map((marker) => {
        const numbers = numbersAt(marker);
        const half = Math.max(RADIUS, 8 + numbers.length * 4.5);
        return (
          <g key={`${marker.x} ${marker.y}`} class="route-marker">
            <rect x={marker.x - half} y={marker.y - RADIUS} width={2 * half} height={2 * RADIUS} rx={RADIUS} />
            <text x={marker.x} y={marker.y + 5}>
              {numbers}
            </text>
          </g>
        );
      })}
      {scale && (
        <g class="route-scale">
          <path d={`M16 ${height - 20}v6h${scale.length}v-6`} />
          <text x={22 + scale.length} y={height - 12}>
            {kilometres(scale.kilometres)}
          </text>
        </g>
      )}
    </svg>
  );
}

/** Numbers in few signs: 1, 2, 3, 5, 6 as 1–3, 5, 6. */
function numbersOf(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const run = runs[runs.length - 1];
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) => (first === last ? `${first}` : `${first}${last === first + 1 ? ", " : "–"}${last}`))
    .join(", ");
}

/** In words of its own: browsers of 2020 know no units of numbers. */
function formatDistance(kilometres: number, locale: string): string {
  const isNear = kilometres < 1;
  const units = locale.startsWith("zh") ? { near: "米", far: "公里" } : { near: "m", far: "km" };
  const value = isNear ? Math.round(kilometres * 100) * 10 : kilometres;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: kilometres < 10 ? 1 : 0 }).format(value);
  return `${number} ${isNear ? units.near : units.far}`;
}
